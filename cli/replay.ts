import type { Replay, Run } from '../core/run.ts';
import { exitCode, Stop } from './exit.ts';
import type { Session } from './session.ts';

/** What an earlier run has hit, to hit it again. */
export const replayOf = async (
  { desk }: Pick<Session, 'desk'>,
  experiment: string,
  runId: string,
): Promise<Replay & { readonly seed: string }> => {
  const run = await desk.store.runs.get(runId);
  if (run === undefined) throw new Stop(exitCode.usage, `there is no run ${runId}; see firedrill list`);
  if (run.experiment.name !== experiment)
    throw new Stop(exitCode.usage, `${runId} is a run of ${run.experiment.name}, not of ${experiment}`);
  if (run.plan === undefined)
    throw new Stop(
      exitCode.usage,
      `run ${runId} was refused before it had a plan: there is nothing to repeat`,
    );
  return { runId, seed: run.seed, victims: victimsOf(run.plan) };
};

const victimsOf = ({ faults }: NonNullable<Run['plan']>): Replay['victims'] =>
  Object.fromEntries(faults.map(({ name, targets }) => [name, targets.map(({ arn }) => arn)]));
