import { RunRefused, RunStopped } from '../errors.ts';
import type { Experiment } from '../experiment.ts';
import { refusals } from '../guards.ts';
import { leaseKeys, makePlan } from '../plan.ts';
import type { Ports } from '../ports.ts';
import type { Plan, Refusal, Run } from '../run.ts';
import { unapproved } from './approval.ts';
import { endsWithPlan } from './only-plan.ts';
import { experimentOf, note, runOf } from './record.ts';
import { refuse } from './refuse.ts';
import { takePlaces } from './take-places.ts';

const uncommitted = ['planned', 'awaiting-approval', 'committed'] as const;

/** State Commit: takes the lease, then looks at everything again, because time has passed since the plan. */
export const commitRun = async (ports: Ports, runId: string): Promise<void> => {
  const run = await runOf(ports, runId);
  const experiment = await experimentOf(ports, run);
  const { plan } = run;
  if (plan === undefined) throw new RunRefused(`Run ${runId} has no plan`);
  // A late repeat of this call refuses nothing, and takes no lease from anybody.
  if (!uncommitted.some((state) => state === run.state))
    throw new RunStopped(`Run ${runId} is past its commit: it is ${run.state}`);
  const no =
    endsWithPlan(run) ??
    (await leaseRefusal(ports, run, plan, experiment)) ??
    (await changedSince(ports, run, plan, experiment)) ??
    (await takePlaces(ports, run, plan, uncommitted));
  // The lease stays until the run is closed: a late repeat of this call must not take it from a run under way.
  if (no) {
    await refuse(ports, runId, no, [no], uncommitted);
    throw new RunRefused(no.reason);
  }
  if (!(await ports.runs.update(runId, { states: uncommitted }, { state: 'committed' })))
    throw new RunStopped(`Run ${runId} was stopped before it was committed`);
  await note(ports, runId, 'committed', { data: { hash: plan.hash } });
};

const leaseRefusal = async (
  { leases }: Ports,
  { runId }: Run,
  plan: Plan,
  experiment: Experiment,
): Promise<Refusal | undefined> => {
  const lease = await leases.acquire(runId, leaseKeys(plan, experiment));
  return lease.ok ? undefined : { guard: 'lease', reason: `${lease.key} is held by run ${lease.heldBy}` };
};

const changedSince = async (
  ports: Ports,
  run: Run,
  plan: Plan,
  experiment: Experiment,
): Promise<Refusal | undefined> => {
  const nowMs = ports.clock.now();
  const missing = unapproved(run, experiment.approval.required, nowMs);
  if (missing) return { guard: 'approval', reason: missing };
  const [no] = await refusals(ports, experiment, nowMs + experiment.limits.maxDurationMs);
  if (no) return no;
  const again = await makePlan(ports.faults, run.experiment, experiment, run.seed, run.replay);
  if (!again.ok) return again.refusals[0];
  return again.plan.hash === plan.hash
    ? undefined
    : { guard: 'plan', reason: 'the targets have changed since the plan was made' };
};
