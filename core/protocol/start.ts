import type { Executions, Runs } from '../ports.ts';
import type { ExperimentRef, Plan, Refusal, Replay, Run, Trigger } from '../run.ts';
import { note, type Writing } from './record.ts';

/** What a trigger asks for. The same `runId` again is the same run. */
export type StartOrder = {
  readonly runId: string;
  readonly experiment: ExperimentRef;
  readonly trigger: Trigger;
  readonly seed?: string;
  readonly approved?: Plan;
  readonly replay?: Replay;
  readonly gameDay?: NonNullable<Run['gameDay']>;
  readonly barred?: Refusal;
  readonly onlyPlan?: true;
};

/** What starting a run takes. */
export type Starting = Writing & {
  readonly runs: Pick<Runs, 'create'>;
  readonly executions: Pick<Executions, 'start'>;
};

/** Creates a run and starts its execution, once. The execution is named after the run. */
export const startRun = async (ports: Starting, order: StartOrder): Promise<void> => {
  const { runId, experiment, trigger, approved, replay, gameDay, barred, onlyPlan } = order;
  const seed = order.seed ?? approved?.seed ?? runId;
  const createdAtMs = ports.clock.now();
  const { name, version } = experiment;
  const created = await ports.runs.create({
    runId,
    experiment: { name, version },
    trigger,
    seed,
    ...(approved && { approved }),
    ...(replay && { replay }),
    ...(gameDay && { gameDay }),
    ...(barred && { barred }),
    ...(onlyPlan && { onlyPlan }),
    state: 'planned',
    epoch: 0,
    createdAtMs,
  });
  const data = { experiment: name, version, trigger, seed };
  if (created) await note(ports, runId, onlyPlan ? 'plan-asked' : 'run-created', { data });
  await ports.executions.start('experiment', runId, { runId });
};
