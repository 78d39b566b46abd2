import type { Experiment } from '../core/experiment.ts';
import type { StartOrder } from '../core/protocol/start.ts';
import type { Session } from './session.ts';
import type { LabChoice } from './with-lab.ts';

/** What `firedrill run` is asked for besides the experiment. `timeout` is in milliseconds. */
export type RunOptions = LabChoice & {
  wait?: boolean;
  timeout?: number;
  seed?: string;
  runId?: string;
  /** A file of a plan. */
  plan?: string;
  /** An earlier run. */
  replay?: string;
};

/** What is decided before the run: its seed, a plan that was approved, targets that were hit before. */
export const asPlanned = async (
  session: Pick<Session, 'desk'>,
  { name }: Experiment,
  { seed, plan, replay }: RunOptions,
): Promise<Pick<StartOrder, 'seed' | 'approved' | 'replay'>> => {
  const approved = plan === undefined ? undefined : (await import('./plan-file.ts')).readPlan(plan);
  const again =
    replay === undefined ? undefined : await (await import('./replay.ts')).replayOf(session, name, replay);
  const decided = seed ?? again?.seed ?? approved?.seed;
  return {
    ...(decided && { seed: decided }),
    ...(approved && { approved }),
    ...(again && { replay: { runId: again.runId, victims: again.victims } }),
  };
};
