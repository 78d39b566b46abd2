import { NotFound } from '../../core/errors.ts';
import type { DeadMan } from '../../core/ports.ts';
import type { LabClient } from '../client.ts';
import { calling } from './far-end.ts';

const everyMs = 60_000;

/** A schedule of the lab keeper: another process, which outlives the orchestrator. */
export const labDeadMan = (lab: LabClient): DeadMan => {
  const nameOf = (runId: string) => `dead-man-${runId}`;
  return {
    arm: async (input, fireAtMs) => {
      await calling('arm the dead man', () =>
        lab.putSchedule({ name: nameOf(input.runId), startAtMs: fireAtMs, everyMs, input }),
      );
    },
    postpone: (runId, fireAtMs) =>
      orFalse(async () => {
        const { input } = await lab.getSchedule({ name: nameOf(runId) });
        await lab.putSchedule({ name: nameOf(runId), startAtMs: fireAtMs, everyMs, input });
      }),
    disarm: async (runId) => {
      await orFalse(() => lab.deleteSchedule({ name: nameOf(runId) }));
    },
  };
};

const orFalse = async (call: () => Promise<unknown>): Promise<boolean> => {
  try {
    await calling('move the dead man', call);
    return true;
  } catch (failure) {
    if (failure instanceof NotFound) return false;
    throw failure;
  }
};
