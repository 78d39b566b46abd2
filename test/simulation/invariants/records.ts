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
  if (after.recovered?.inTime && !before?.recovered) checkRecovered(watch, after.recovered.steadyFromMs);
  if (state === 'closed' && before?.state !== 'closed') checkClose(watch, after);
};

// Recovered is what has held, by the truth, for as long as it must.
const checkRecovered = ({ world, seen, must }: Watch, steadyFromMs: number): void => {
  if (world.weather.skewMs !== 0 || world.weather.othersSkewMs !== 0) return;
  const { holdForMs } = world.scenario.experiment.steadyState;
  const untilMs = steadyFromMs + holdForMs;
  const wasBad = seen.bad.some(({ fromMs, toMs }) => fromMs < untilMs && toMs > steadyFromMs);
  must(
    'S12',
    world.clock.now() >= untilMs && !wasBad,
    () => 'called recovered before the steady state had held',
  );
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
  { undone, restored, faultBefore }: Invocation,
  ordinal: number,
  { state = faultBefore }: Partial<FaultRecord>,
): void => {
  if (faultBefore !== undefined && state !== undefined && state !== faultBefore)
    must('S14', goesForward(faultBefore, state), () => `a record goes from ${faultBefore} to ${state}`);
  if (state === 'undone' && faultBefore !== 'undone')
    must('S10', undone.has(ordinal), () => `fault ${ordinal} called undone before its undo was answered`);
  if (state === 'verified' && faultBefore !== 'verified')
    must(
      'S12',
      restored.has(ordinal),
      () => `fault ${ordinal} called verified without a look that showed it`,
    );
};

// What has happened to a fault is never taken back: the furthest it has come is what is true.
const steps: Readonly<Record<string, number>> = {
  ...{ armed: 0, intended: 1, injected: 2, refused: 2, undone: 3, drifted: 3, verified: 4 },
};

const goesForward = (before: string, after: string): boolean => {
  const [from = 0, to = 0] = [steps[before], steps[after]];
  return to > from || (to === from && before !== 'injected' && before !== 'refused');
};
