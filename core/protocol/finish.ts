import { ServiceUnavailable } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { type RunResult, runResult } from '../result.ts';
import type { Conclusion, Run, StepRecord } from '../run.ts';
import { because, note } from './record.ts';
import { tell } from './tell.ts';

type Step = readonly [name: string, take: () => Promise<unknown>];

/**
 * What remains after the verdict is stored. Each step is tried apart, and a failing one holds no other back; only the
 * lease waits for what must not be forgotten, because a lease that is still held is how the reconciler finds the rest.
 */
export const finish = async (ports: Ports, run: Run, conclusion: Conclusion): Promise<void> => {
  const { runId } = run;
  // Read before the temporary alarms go, and their history with them.
  const [result] = await Promise.allSettled([runResult(ports, runId)]);
  const tidied = await takeAll(ports, runId, [
    ['conclusion', () => keepEnd(ports, run, conclusion)],
    ['disarm', () => ports.deadMan.disarm(runId)],
    ['unwatch', () => ports.runs.unwatch(runId)],
    ['temporary alarms', () => ports.alarms.deleteTemporary(runId)],
  ]);
  const kind = conclusion.hypothesis === 'failed' ? 'failed' : 'concluded';
  const text = `${run.experiment.name}: ${conclusion.hypothesis}, ${conclusion.restoration}`;
  await takeAll(ports, runId, [
    ['report', () => save(ports, result)],
    // Nobody is told of what only looked.
    ...(run.onlyPlan
      ? []
      : [['notice', () => tell(ports, { about: runId, kind, text, conclusion })] as const]),
    // After these: whoever finds the lease of a closed run finishes it, and a person who was not told yet is told.
    ...(tidied ? [['release', () => ports.leases.release(runId)] as const] : []),
    ['game day', () => answerGameDay(ports, run, conclusion)],
  ]);
  if (!tidied) throw new ServiceUnavailable(`Run ${runId} is closed, and not everything of it is tidied up`);
};

// Whoever closed the run may have died before it could say so, and several may finish at once.
const keepEnd = (ports: Ports, { runId, onlyPlan }: Run, conclusion: Conclusion): Promise<void> => {
  const entry = { reason: conclusion.reasons.join('; '), data: { ...conclusion } };
  return note(ports, runId, onlyPlan ? 'plan-over' : 'concluded', entry, { durable: true, once: true });
};

const takeAll = async (ports: Ports, runId: string, steps: readonly Step[]): Promise<boolean> => {
  let all = true;
  for (const [step, take] of steps) {
    const [taken] = await Promise.allSettled([take()]);
    if (taken.status === 'fulfilled') continue;
    all = false;
    const entry = { reason: because(taken.reason), data: { step } };
    await Promise.allSettled([note(ports, runId, 'unfinished', entry)]);
  }
  return all;
};

const save = async ({ reports }: Ports, result: PromiseSettledResult<RunResult>): Promise<void> => {
  if (result.status === 'rejected') throw result.reason;
  await reports.save(result.value.run.runId, result.value);
};

/** Tells the game day that a run belongs to what came of it, and lets it go on. */
export const answerGameDay = async (
  ports: Ports,
  { gameDay, runId }: Run,
  conclusion: Conclusion,
): Promise<void> => {
  if (gameDay === undefined) return;
  const { gameDayId, step } = gameDay;
  const change = (to: (record: StepRecord) => StepRecord) =>
    ports.gameDays.update(gameDayId, (now) => ({
      ...now,
      steps: now.steps.map((one) => (one.step === step && one.runId === runId ? to(one) : one)),
    }));
  const day = await change((record) => ({ ...record, conclusion }));
  const { token = gameDay.token } = day?.steps.find((one) => one.step === step) ?? {};
  await ports.executions.succeed(token, { runId, exitCode: conclusion.exitCode });
  // The token goes last: an answer that is lost before this is given again.
  await change(({ token: _, ...record }) => record);
};
