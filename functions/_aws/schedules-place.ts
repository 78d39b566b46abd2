import type { SchedulesPlace } from '../../adapters/scheduler/run-schedule.ts';
import { environment } from './environment.ts';

/** Where the schedules of this stage's documents are, and what they call. */
export const schedulesPlace: SchedulesPlace = {
  group: environment.FIREDRILL_SCHEDULE_GROUP,
  functionArn: environment.FIREDRILL_SCHEDULE_FUNCTION,
  roleArn: environment.FIREDRILL_SCHEDULE_ROLE,
  deadLetterArn: environment.FIREDRILL_DEAD_LETTERS,
};
