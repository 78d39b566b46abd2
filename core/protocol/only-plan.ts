import { RunStopped } from '../errors.ts';
import type { Planned } from '../plan.ts';
import type { Ports } from '../ports.ts';
import type { Refusal, Run } from '../run.ts';
import { note } from './record.ts';

/** How far a run has come that is only to be planned. `refused`: there is nothing wrong with it, but a run would be refused. */
export type PlanState = 'planning' | 'ready' | 'refused' | 'failed';

/** Why a run goes no further than its plan, if it was only to be planned: that is never taken back. */
export const endsWithPlan = ({ onlyPlan }: Pick<Run, 'onlyPlan'>): Refusal | undefined =>
  onlyPlan ? { guard: 'plan-only', reason: 'only a plan was asked for' } : undefined;

/** Keeps what was planned, what stands against it, and that the run ends here: as one write, so none is seen without the others. */
export const endWithPlan = async (
  ports: Pick<Ports, 'runs' | 'journal' | 'clock' | 'actor'>,
  { runId, refusal }: Run,
  end: Refusal,
  planned: Planned,
  objections: readonly Refusal[],
): Promise<void> => {
  const plan = planned.ok ? planned.plan : undefined;
  const kept = { ...(plan && { plan }), refusal: end, objections };
  // Who asks again gets the first answer.
  if (!refusal && !(await ports.runs.update(runId, { states: ['planned'] }, kept)))
    throw new RunStopped(`Run ${runId} was stopped while it was planned`);
  const data = { ...(plan && { hash: plan.hash }), objections };
  await note(ports, runId, 'plan-made', { data }, { once: true });
};

/** How far it has come, by its record. */
export const planStateOf = ({ state, refusal, objections }: Run): PlanState => {
  if (refusal && objections) return objections.length > 0 ? 'refused' : 'ready';
  return state === 'closed' ? 'failed' : 'planning';
};
