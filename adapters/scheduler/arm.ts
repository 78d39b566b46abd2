import {
  CreateScheduleCommand,
  type SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { sha256Hex } from '../../core/chain.ts';
import type { DeadMan } from '../../core/ports.ts';
import { calling, isNamed } from '../aws/calling.ts';
import { type DeadManPlace, deadManSchedule } from './dead-man-schedule.ts';

/** Creates a run's schedule, or replaces the whole of it. */
export const armDeadMen = (client: SchedulerClient, place: DeadManPlace): Pick<DeadMan, 'arm'> => ({
  arm: async (input, fireAtMs) => {
    const schedule = deadManSchedule(place, input, fireAtMs);
    const order = { ...schedule, ClientToken: sha256Hex(JSON.stringify(schedule)) };
    await calling(`arm the dead man of run ${input.runId}`, async () => {
      try {
        await client.send(new CreateScheduleCommand(order));
      } catch (failure) {
        if (!isNamed(failure, ['ConflictException'])) throw failure;
        await client.send(new UpdateScheduleCommand(order));
      }
    });
  },
});
