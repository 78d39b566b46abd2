import { GetScheduleCommand, type SchedulerClient } from '@aws-sdk/client-scheduler';
import { NotFound } from '../../core/errors.ts';
import type { Schedules } from '../../core/fronts.ts';
import { calling } from '../aws/calling.ts';
import { deployedSchedule, runScheduleName } from './run-schedule.ts';

/** One schedule at a time. */
export const scheduleReader = (client: SchedulerClient, group: string): Pick<Schedules, 'get'> => ({
  get: async (ref) => {
    try {
      const which = { Name: runScheduleName(ref), GroupName: group };
      const found = await calling(`read the schedule of ${ref.name}`, () =>
        client.send(new GetScheduleCommand(which)),
      );
      return deployedSchedule(found);
    } catch (failure) {
      if (failure instanceof NotFound) return undefined;
      throw failure;
    }
  },
});
