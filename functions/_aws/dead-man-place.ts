import type { DeadManPlace } from '../../adapters/scheduler/dead-man-schedule.ts';
import { environment } from './environment.ts';

/** Where the dead men of this stage are, and what they call. */
export const deadManPlace: DeadManPlace = {
  group: environment.FIREDRILL_DEADMAN_GROUP,
  functionArn: environment.FIREDRILL_DEADMAN_FUNCTION,
  roleArn: environment.FIREDRILL_DEADMAN_ROLE,
  deadLetterArn: environment.FIREDRILL_DEAD_LETTERS,
};
