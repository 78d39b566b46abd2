import { NeedsHuman, NotRestored, StillFaulted } from '../errors.ts';
import { driverOf } from '../plan.ts';
import type { DeadManInput, Ports } from '../ports.ts';
import { bringHome, isOverdue, putBack, takeOver, turnMs } from './bring-home.ts';
import { because } from './record.ts';
import { tell } from './tell.ts';

const why = 'the orchestrator was silent: the dead man acts';

/**
 * The dead man: the orchestrator has been silent too long. With the store at hand it takes the run home; without it,
 * it undoes what its input names, because an undo never waits for bookkeeping.
 */
export const deadMan = async (ports: Ports, input: DeadManInput): Promise<void> => {
  const { runId } = input;
  try {
    if (!(await helps(ports, runId))) await bringHome(ports, runId, why, turnMs);
  } catch (failure) {
    if (!isOnItsWay(failure)) await undoBlindly(ports, input, because(failure));
    throw failure;
  }
};

// An execution that is still there may yet come home by itself, and then the verdict is its own to give.
const helps = async (ports: Ports, runId: string): Promise<boolean> => {
  const [asked] = await Promise.allSettled([ports.executions.status(runId)]);
  const isDriven = asked.status === 'rejected' || asked.value === 'RUNNING';
  if (!isDriven || (await isOverdue(ports, runId))) return false;
  await takeOver(ports, runId, why);
  const trouble = await putBack(ports, runId);
  if (trouble !== undefined) throw trouble;
  return true;
};

const isOnItsWay = (failure: unknown): boolean =>
  [NeedsHuman, NotRestored, StillFaulted].some((kind) => failure instanceof kind);

const undoBlindly = async (ports: Ports, { runId, faults }: DeadManInput, trouble: string): Promise<void> => {
  const drivers = faults.map((fault) => ({ fault, driver: driverOf(ports.faults, fault) }));
  await Promise.allSettled(drivers.map(({ driver }) => driver?.fence(runId)));
  for (const { fault, driver } of drivers.reverse()) await Promise.allSettled([driver?.undo(fault)]);
  const text = `The dead man of run ${runId} could not take it home: ${trouble}`;
  await Promise.allSettled([tell(ports, { about: runId, kind: 'needs-human', text })]);
};
