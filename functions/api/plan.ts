import type { Definition } from '../../core/fronts.ts';
import type { Plan, Run } from '../../core/run.ts';
import type { ApiHost } from './host.ts';
import { RequestProblem } from './problems.ts';
import type { StartBody } from './start.ts';

/** Which plan was looked at. */
export type PlanRef = { readonly id: string; readonly hash: string };

/** How long a plan can be started. What it found changes all the time. */
export const planHoldsMs = 60 * 60_000;

/** What was only planned under an id. */
export const foundPlan = async ({ ports }: ApiHost, id: string): Promise<Run> => {
  const run = await ports.runs.get(id);
  if (run?.onlyPlan) return run;
  throw new RequestProblem('not-found', `There is no plan ${id}`);
};

/** The plan that a start names; throws where it is not a plan of what is to be started. */
export const planOf = async (
  host: ApiHost,
  { kind, name, seed }: StartBody,
  { id, hash }: PlanRef,
): Promise<{ readonly run: Run; readonly plan: Plan }> => {
  if (kind === 'GameDay') throw noPlanOfGameDay();
  const run = await foundPlan(host, id);
  const { plan } = run;
  if (plan?.hash !== hash) throw other(`The plan ${id} has ${plan ? `the hash ${plan.hash}` : 'no hash'}`);
  if (run.experiment.name !== name) throw other(`${id} is a plan of ${run.experiment.name}, not of ${name}`);
  if (seed !== undefined && seed !== plan.seed)
    throw other(`The plan ${id} has the seed ${plan.seed}, not ${seed}`);
  return { run, plan };
};

/** Throws where a plan is too old, or the document has been changed since. */
export const mustBeInForce = (
  { runId, createdAtMs, experiment }: Run,
  now: Definition,
  atMs: number,
): void => {
  if (atMs >= createdAtMs + planHoldsMs)
    throw new RequestProblem('plan-expired', `The plan ${runId} could be started for an hour`);
  if (now.version !== experiment.version)
    throw other(`The plan ${runId} is of version ${experiment.version}; deployed is ${now.version}`);
};

const other = (detail: string) => new RequestProblem('other-plan', detail);

const noPlanOfGameDay = () => {
  const detail = 'a game day has no plan: each of its runs makes its own';
  return new RequestProblem('invalid', detail, { errors: [{ pointer: '/plan', detail }] });
};
