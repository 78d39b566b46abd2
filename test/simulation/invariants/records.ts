import { beforeRevert, type FaultRecord, notClosed, type Run } from '../../../core/run.ts';
import type { Invocation } from '../invocation.ts';
import { checkConclusion } from './conclusion.ts';
import type { Watch } from './seen.ts';
import { isWhole } from './truth.ts';

const order = [...notClosed, 'closed'];
const tidy = ['armed', 'refused', 'verified'];

/** A run's record has changed: reverting is never taken back, and a close is final and true. */
export const checkRun = (watch: Watch, before: Run | undefined, after: Run): void => {
  const { world, seen, must } = watch;
  const { runId, state } = after;
  const reverting = order.indexOf('reverting');
  if (before && before.state !== state && order.indexOf(before.state) >= reverting)
    must('S5', order.indexOf(state) >= reverting, () => `from ${before.state} back to ${state}`);
  if (!beforeRevert.some((one) => one === state) && !seen.begunAt.has(runId))
    seen.begunAt.set(runId, world.steps());
  if (state === 'closed' && before?.state !== 'closed') checkClose(watch, after);
};

const checkClose = (watch: Watch, run: Run): void => {
  const { world, must } = watch;
  const { runId } = run;
  must('S7', isWhole(world, runId), () => 'closed while something is not as it was');
  must('S6', world.fleet.onTheWay(runId).length === 0, () => 'closed while an effect was on its way');
  for (const { name, state } of world.peek.faults(runId))
    must('S7', tidy.includes(state), () => `closed with fault ${name} ${state}`);
  checkConclusion(watch, run);
};

/** A fault's record has changed: its invocation must have been told what it writes down. */
export const checkFault = (
  { must }: Watch,
  { undone, restored }: Invocation,
  ordinal: number,
  { state }: Partial<FaultRecord>,
): void => {
  if (state === 'undone')
    must('S10', undone.has(ordinal), () => `fault ${ordinal} called undone before its undo was answered`);
  if (state === 'verified')
    must(
      'S12',
      restored.has(ordinal),
      () => `fault ${ordinal} called verified without a look that showed it`,
    );
};
