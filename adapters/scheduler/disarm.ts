import { DeleteScheduleCommand, type SchedulerClient } from '@aws-sdk/client-scheduler';
import { NotFound } from '../../core/errors.ts';
import type { DeadMan } from '../../core/ports.ts';
import { calling } from '../aws/calling.ts';
import { scheduleName } from './schedule-name.ts';

/** Deletes a run's schedule; one that is gone is disarmed. */
export const disarmDeadMen = (client: SchedulerClient, group: string): Pick<DeadMan, 'disarm'> => ({
  disarm: async (runId) => {
    try {
      await calling(`disarm the dead man of run ${runId}`, () =>
        client.send(new DeleteScheduleCommand({ Name: scheduleName(runId), GroupName: group })),
      );
    } catch (failure) {
      if (!(failure instanceof NotFound)) throw failure;
    }
  },
});
