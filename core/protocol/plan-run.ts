import { differences } from '../compare-plans.ts';
import { RunStopped } from '../errors.ts';
import type { Experiment } from '../experiment.ts';
import { refusals } from '../guards.ts';
import { probesOf } from '../judgement.ts';
import { makePlan } from '../plan.ts';
import type { Ports } from '../ports.ts';
import type { Plan, Refusal, Run } from '../run.ts';
import { endsWithPlan, endWithPlan } from './only-plan.ts';
import { experimentOf, note, runOf } from './record.ts';
import { refuse } from './refuse.ts';

/** What the state machine needs to know of a plan: small facts only. */
export type PlanAnswer = {
  readonly next: 'commit' | 'approve' | 'refused';
  readonly approvalSeconds: number;
  readonly steadySeconds: number;
};

/** State Plan: guards, targets, consent and caps. Touches nothing. */
export const planRun = async (ports: Ports, runId: string): Promise<PlanAnswer> => {
  const run = await runOf(ports, runId);
  const experiment = await experimentOf(ports, run);
  if (run.barred) {
    await refuse(ports, runId, run.barred);
    return answer(experiment, 'refused');
  }
  const outcome = run.plan
    ? ({ ok: true, plan: run.plan } as const)
    : await makePlan(ports.faults, run.experiment, experiment, run.seed, run.replay);
  const untilMs = ports.clock.now() + experiment.limits.maxDurationMs;
  const no = [
    ...(await refusals(ports, experiment, untilMs)),
    ...(outcome.ok
      ? [...other(run, outcome.plan), ...(await tooMuch(ports, outcome.plan))]
      : outcome.refusals),
  ];
  const end = endsWithPlan(run);
  if (end) {
    await endWithPlan(ports, run, end, outcome, no);
    return answer(experiment, 'refused');
  }
  const [first] = no;
  if (first) {
    await refuse(ports, runId, first, no);
    return answer(experiment, 'refused');
  }
  if (outcome.ok && run.plan === undefined) await keepPlan(ports, runId, outcome.plan);
  return answer(experiment, experiment.approval.required ? 'approve' : 'commit');
};

// Approved is what was looked at, and nothing else.
const other = ({ approved }: Run, plan: Plan): readonly Refusal[] =>
  (approved ? differences(approved, plan) : []).map((reason) => ({
    guard: 'plan',
    reason: `not as in the plan that was approved: ${reason}`,
  }));

const tooMuch = async ({ places }: Ports, { faults }: Plan): Promise<readonly Refusal[]> =>
  (await places.exceeded(faults)).map((reason) => ({ guard: 'quota', reason }));

const keepPlan = async (ports: Ports, runId: string, plan: Plan): Promise<void> => {
  if (!(await ports.runs.update(runId, { states: ['planned'] }, { plan })))
    throw new RunStopped(`Run ${runId} was stopped while it was planned`);
  const faults = plan.faults.map(({ name, action, targets, fleet, undo }) => ({
    name,
    action,
    targets: targets.map(({ label }) => label),
    fleet,
    undo,
  }));
  await note(ports, runId, 'planned', { data: { hash: plan.hash, observeMs: plan.observeMs, faults } });
};

// Room for the steady state to show itself: `holdFor` again, and time for alarms and metrics that still lack data.
const patienceMs = 5 * 60_000;

const answer = (
  { approval, steadyState: { probes, holdForMs } }: Experiment,
  next: PlanAnswer['next'],
): PlanAnswer => {
  const lags = probesOf(probes, 'metric').map(({ periodMs, delayMs = 0 }) => 2 * periodMs + delayMs);
  const steadyMs = 2 * holdForMs + patienceMs + Math.max(0, ...lags);
  return {
    next,
    approvalSeconds: Math.max(1, Math.ceil(approval.timeoutMs / 1000)),
    steadySeconds: Math.ceil(steadyMs / 1000),
  };
};
