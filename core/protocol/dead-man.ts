import { driverOf } from '../plan.ts';
import type { DeadManInput, Ports } from '../ports.ts';
import { bringHome, homeComingMs } from './bring-home.ts';
import { because } from './record.ts';

/**
 * The dead man: the orchestrator has been silent too long. With the store at hand it takes the run home; without it,
 * it undoes what its input names, because an undo never waits for bookkeeping.
 */
export const deadMan = async (ports: Ports, input: DeadManInput): Promise<void> => {
  const { runId } = input;
  try {
    await bringHome(
      ports,
      runId,
      'the orchestrator was silent: the dead man acts',
      await homeComingMs(ports, runId),
    );
  } catch (failure) {
    await undoBlindly(ports, input, because(failure));
    throw failure;
  }
};

const undoBlindly = async (ports: Ports, { runId, faults }: DeadManInput, why: string): Promise<void> => {
  await Promise.allSettled([
    ...[...faults].reverse().map(async (fault) => driverOf(ports.faults, fault.action)?.undo(fault)),
    ports.notices.tell({
      about: runId,
      kind: 'needs-human',
      text: `The dead man of run ${runId} could not take it home: ${why}`,
    }),
  ]);
};
