import type { Conclusion } from '../../core/run.ts';
import { isBeforeRevert, type Model, type RunModel } from './model.ts';
import { recoveryOf } from './recovery.ts';

type Answer = Pick<Conclusion, 'hypothesis' | 'restoration' | 'exitCode'>;

const held: Answer = { hypothesis: 'held', restoration: 'restored', exitCode: 0 };
const failed: Answer = { hypothesis: 'failed', restoration: 'restored', exitCode: 3 };
const untested: Answer = { hypothesis: 'untested', restoration: 'restored', exitCode: 4 };
const untouched: Answer = { hypothesis: 'untested', restoration: 'nothing-injected', exitCode: 4 };
const refused: Answer = { ...untouched, exitCode: 6 };

/** What a run may say as it is closed: design.md 6, from what the model knows. */
export const verdictsOf = (model: Model, run: RunModel, nowMs: number): readonly Answer[] => {
  if (run.effectsAtMs.length === 0) return [wasRefused(run) ? refused : untouched];
  const late = isLate(model, run, nowMs);
  if (run.isBroken || late === 'yes') return [failed];
  const doubts = wasLoudThen(model, run) || late === 'perhaps' ? [failed] : [];
  if (run.isEarly === 'yes' || run.asked.has('aborted') || !isWhole(run)) return [untested, ...doubts];
  // Of what nobody watched nothing is known.
  const isCertain = run.isEarly === 'no' && !run.asked.has('silence');
  return isCertain ? [held, ...doubts] : [held, untested, ...doubts];
};

// A no is an answer also when its execution has died meanwhile, and others bring the run home.
const wasRefused = (run: RunModel): boolean =>
  isBeforeRevert(run) ? run.phase !== 'checking' : run.approval?.answer === 'denied';

const isWhole = ({ effectsAtMs, shape }: RunModel): boolean =>
  effectsAtMs.length === shape.experiment.faults.length;

/** Whether its alarm has been loud since the first fault. */
export const wasLoud = ({ alarms }: Model, { effectsAtMs: [fromMs = Infinity], shape }: RunModel): boolean =>
  (alarms.get(shape.alarm) ?? []).some(({ state, atMs }) => state !== 'OK' && atMs >= fromMs);

// What comes after the undo but at the very same moment may count or not.
const wasLoudThen = ({ alarms }: Model, { revertingAtMs, shape }: RunModel): boolean =>
  (alarms.get(shape.alarm) ?? []).some(({ state, atMs }) => state !== 'OK' && atMs === revertingAtMs);

type Known = 'yes' | 'no' | 'perhaps';

/** Whether the steady state came back too late. A run that others bring home may not have waited for it. */
const isLate = (model: Model, run: RunModel, nowMs: number): Known => {
  if (recoveryOf(model, run, nowMs) !== 'late') return 'no';
  return run.asked.has('aborted') ? 'perhaps' : 'yes';
};
