import { isFaulty, type Model, type RunModel } from './model.ts';
import { scopesOf } from './shapes.ts';

/** Since when a lever has forbidden a run; undefined while none does. */
export const leverSinceMs = ({ levers }: Model, { name }: RunModel): number | undefined => {
  const since = scopesOf(name).flatMap((scope) => levers.get(scope) ?? []);
  return since.length > 0 ? Math.min(...since) : undefined;
};

/** Since when the alarm that judges a run has not been OK; undefined while it is. */
export const loudSinceMs = ({ alarms }: Model, { shape }: RunModel): number | undefined => {
  const changes = alarms.get(shape.alarm) ?? [];
  return changes.slice(changes.findLastIndex(({ state }) => state === 'OK') + 1)[0]?.atMs;
};

/** Since when the alarm that judges a run has said more than that it lacks data; undefined while it does not. */
export const firingSinceMs = ({ alarms }: Model, { shape }: RunModel): number | undefined => {
  const last = alarms.get(shape.alarm)?.at(-1);
  return last?.state === 'ALARM' ? last.atMs : undefined;
};

/** Since when the alarm that judges a run has been OK; undefined while it is not. */
export const okSinceMs = ({ alarms }: Model, { shape }: RunModel): number | undefined => {
  const last = alarms.get(shape.alarm)?.at(-1);
  return last?.state === 'OK' ? last.atMs : undefined;
};

/** The run that has the right to hurt something that this one wants as well. */
export const rivalOf = (model: Model, run: RunModel): RunModel | undefined =>
  overlapping(model, run).find(({ holdsLease }) => holdsLease);

/**
 * Whether a lease that this run wants may have been held at this very moment: one that asks takes it before everything else
 * is looked at, and lets it go when it is refused.
 */
export const hadRival = (model: Model, run: RunModel, nowMs: number): boolean =>
  overlapping(model, run).some(({ phase, sinceMs, approval, isForged }) => {
    const isAsking = phase === 'awaiting-approval' && (approval !== undefined || isForged);
    return isAsking || (phase === 'closed' && sinceMs === nowMs);
  });

/** The other runs that want to hurt something that this one wants as well. */
export const overlapping = ({ runs }: Model, run: RunModel): readonly RunModel[] =>
  [...runs.values()].filter(
    (other) => other !== run && other.shape.keys.some((key) => run.shape.keys.includes(key)),
  );

/** Why a run that needs a person's word lacks it; undefined when it has it, or needs none. */
export const unapproved = ({ shape, approval }: RunModel, nowMs: number): string | undefined => {
  if (shape.approvalMs === undefined) return undefined;
  if (approval === undefined) return 'nobody has approved it';
  if (approval.answer !== 'approved') return `the answer is: ${approval.answer}`;
  return approval.atMs + shape.approvalMs < nowMs ? 'the approval has expired' : undefined;
};

/** What forbids a run to go on towards its faults, by its kind. */
type Impediments = Partial<Record<'lever' | 'alarm' | 'lease' | 'approval', string>>;

/** Everything that forbids a run to go on towards its faults now. */
export const impediments = (model: Model, run: RunModel, nowMs: number): Impediments => {
  const rival = rivalOf(model, run);
  // An approval must be fresh when the faults begin, and no longer.
  const missing = unapproved(run, run.effectsAtMs[0] ?? nowMs);
  return {
    ...(leverSinceMs(model, run) !== undefined && { lever: 'a lever is engaged' }),
    ...(isLoud(model, run) && { alarm: `${run.shape.alarm} is not OK` }),
    ...(rival && { lease: `${rival.runId} holds the lease` }),
    ...(missing && { approval: missing }),
  };
};

// Before the first fault an alarm that lacks data is no reason to stop; from then on it is.
const isLoud = (model: Model, run: RunModel): boolean =>
  (isFaulty(run) ? loudSinceMs(model, run) : firingSinceMs(model, run)) !== undefined;
