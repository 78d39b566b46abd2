import type { RunState } from '../../core/run.ts';
import { hadRival, impediments, okSinceMs } from './impediments.ts';
import { isBeforeRevert, isFaulty, type Model, type RunModel } from './model.ts';
import { recoveryOf } from './recovery.ts';
import { holdMs } from './shapes.ts';

/** Where a run may go from where it is: design.md 4. */
const ways: Readonly<Record<RunState, readonly RunState[]>> = {
  planned: ['awaiting-approval', 'committed', 'reverting', 'closed'],
  'awaiting-approval': ['committed', 'reverting', 'closed'],
  committed: ['checking', 'reverting'],
  checking: ['armed', 'reverting', 'closed'],
  armed: ['injecting', 'reverting'],
  injecting: ['injecting', 'observing', 'reverting'],
  observing: ['injecting', 'reverting'],
  reverting: ['verifying', 'closed'],
  verifying: ['recovering', 'closed'],
  recovering: ['closed'],
  closed: [],
};

/** Between two commands nothing is on its way: every state that takes no time has been left. */
const resting: readonly RunState[] = ['awaiting-approval', 'checking', 'observing', 'recovering', 'closed'];

// Twice the hold, and five minutes for alarms that lack data.
const steadyPatienceMs = 310_000;

/** Why a run may not go to a phase now; nothing when it may. */
export const mayNotGo = (model: Model, run: RunModel, to: RunState, nowMs: number): readonly string[] => {
  if (!ways[run.phase].includes(to)) return ['there is no such way'];
  if (to === 'awaiting-approval') return run.shape.approvalMs === undefined ? ['it needs no approval'] : [];
  if (to === 'committed') return Object.values(impediments(model, run, nowMs));
  if (to === 'armed') return isSteady(model, run, nowMs) ? [] : ['the steady state has not held'];
  if (to === 'reverting') return mayRevert(model, run, nowMs) ? [] : ['nothing asks for it'];
  if (to !== 'closed') return [];
  if (isBeforeRevert(run)) return mayBeRefused(model, run, nowMs) ? [] : ['nothing forbids it'];
  return mayBeDone(model, run, nowMs) ? [] : ['nobody knows yet whether it has recovered'];
};

const isSteady = (model: Model, run: RunModel, nowMs: number): boolean =>
  nowMs >= (okSinceMs(model, run) ?? Infinity) + holdMs;

/** Why a run may not hurt anything now; nothing when it may. */
export const mayNotInject = (model: Model, run: RunModel, nowMs: number): readonly string[] => [
  ...(run.phase === 'injecting' ? [] : [`it is ${run.phase}`]),
  ...(run.holdsLease ? [] : ['it holds no lease']),
  ...Object.values(impediments(model, run, nowMs)),
];

/** Whether a run has come to the end of its faults by itself. */
export const isOver = ({ effectsAtMs: [firstMs], shape }: RunModel, nowMs: number): boolean =>
  firstMs !== undefined && nowMs >= firstMs + shape.observeMs;

/** Whether a run that reverts now was stopped before its time. */
export const wasEarly = (model: Model, run: RunModel, nowMs: number): RunModel['isEarly'] => {
  if (!isOver(run, nowMs) || run.asked.has('person') || run.asked.has('dead man')) return 'yes';
  return isOver(run, nowMs - 1) || Object.keys(impediments(model, run, nowMs)).length === 0
    ? 'no'
    : 'perhaps';
};

/** Whether a run may be found in its phase while nothing happens. */
export const mayRest = ({ phase, asked, isRepeated }: RunModel): boolean =>
  resting.includes(phase) ||
  (phase === 'injecting' && isRepeated) ||
  (phase === 'reverting' && asked.has('aborted'));

const mayRevert = (model: Model, run: RunModel, nowMs: number): boolean => {
  const { lever, alarm, approval } = impediments(model, run, nowMs);
  const mayBeStopped = isFaulty(run) && (alarm ?? approval) !== undefined;
  return run.asked.size > 0 || lever !== undefined || mayBeStopped || isOver(run, nowMs);
};

const mayBeRefused = (model: Model, run: RunModel, nowMs: number): boolean => {
  const { lever, alarm, lease, approval } = impediments(model, run, nowMs);
  const isForbidden = (lever ?? alarm) !== undefined;
  const isLate = (patienceMs: number) => nowMs >= run.sinceMs + patienceMs;
  if (run.phase === 'checking')
    return alarm !== undefined || run.asked.has('silence') || isLate(steadyPatienceMs);
  if (run.phase === 'awaiting-approval' && run.approval === undefined && isLate(run.shape.approvalMs ?? 0))
    return true;
  const isAsking = run.phase === 'planned' && run.shape.approvalMs !== undefined;
  const isTaken = lease !== undefined || hadRival(model, run, nowMs);
  return isForbidden || (!isAsking && (isTaken || approval !== undefined));
};

// Back for as long as it must hold, or certainly late; but nobody waits for a run that only others can bring home.
const mayBeDone = (model: Model, run: RunModel, nowMs: number): boolean =>
  run.effectsAtMs.length === 0 ||
  run.asked.has('aborted') ||
  (run.phase === 'recovering' && recoveryOf(model, run, nowMs) !== 'open');
