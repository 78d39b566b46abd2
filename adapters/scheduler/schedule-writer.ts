import {
  CreateScheduleCommand,
  DeleteScheduleCommand,
  type SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { NotFound } from '../../core/errors.ts';
import type { DefinitionRef, DeployedSchedule, Schedules } from '../../core/fronts.ts';
import type { Clock } from '../../core/ports.ts';
import { anchored } from '../../core/schedule/anchored.ts';
import { calling, isNamed } from '../aws/calling.ts';
import { runSchedule, runScheduleName, type SchedulesPlace } from './run-schedule.ts';
import { scheduleReader } from './schedule-reader.ts';

/** Makes schedules, changes them, pauses them and takes them away. */
export const scheduleWriter = (
  client: SchedulerClient,
  place: SchedulesPlace,
  clock: Pick<Clock, 'now'>,
): Pick<Schedules, 'put' | 'remove' | 'pause' | 'resume'> => {
  const { get } = scheduleReader(client, place.group);
  const update = (next: DeployedSchedule) =>
    calling(`change the schedule of ${next.name}`, () =>
      client.send(new UpdateScheduleCommand(runSchedule(place, next, clock.now()))),
    );
  return {
    put: async ({ kind, name }, schedule) => {
      const before = await get({ kind, name });
      const next = { ...before, kind, name, schedule: anchored(schedule, clock.now(), before?.schedule) };
      const create = new CreateScheduleCommand(runSchedule(place, next, clock.now()));
      if (before) await update(next);
      else
        await calling(`make the schedule of ${name}`, () =>
          unlessThere(
            () => client.send(create),
            () => update(next),
          ),
        );
    },
    remove: (ref) => remove(client, place.group, ref),
    pause: async (ref, by, atMs) => {
      const before = await get(ref);
      if (before && !before.paused) await update({ ...before, paused: { by, atMs } });
      return before !== undefined;
    },
    resume: async (ref) => {
      const { paused, ...before } = (await get(ref)) ?? {};
      if (paused) await update(before as DeployedSchedule);
      return 'name' in before;
    },
  };
};

// Somebody else may have made it meanwhile.
const unlessThere = async (create: () => Promise<unknown>, update: () => Promise<unknown>): Promise<void> => {
  try {
    await create();
  } catch (failure) {
    if (!isNamed(failure, ['ConflictException'])) throw failure;
    await update();
  }
};

const remove = async (client: SchedulerClient, group: string, ref: DefinitionRef): Promise<void> => {
  const command = new DeleteScheduleCommand({ Name: runScheduleName(ref), GroupName: group });
  try {
    await calling(`remove the schedule of ${ref.name}`, () => client.send(command));
  } catch (failure) {
    if (!(failure instanceof NotFound)) throw failure;
  }
};
