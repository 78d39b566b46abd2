import type { SchedulerClient } from '@aws-sdk/client-scheduler';
import type { Schedules } from '../../core/fronts.ts';
import type { Clock } from '../../core/ports.ts';
import type { SchedulesPlace } from './run-schedule.ts';
import { scheduleList } from './schedule-list.ts';
import { scheduleReader } from './schedule-reader.ts';
import { scheduleWriter } from './schedule-writer.ts';

/** Everything that is asked of schedules, as no function has it. */
export const schedules = (
  client: SchedulerClient,
  place: SchedulesPlace,
  clock: Pick<Clock, 'now'>,
): Schedules => ({
  ...scheduleReader(client, place.group),
  ...scheduleList(client, place.group),
  ...scheduleWriter(client, place, clock),
});
