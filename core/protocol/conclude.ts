import { NeedsHuman } from '../errors.ts';
import type { Experiment } from '../experiment.ts';
import { judgeValue, probesOf } from '../judgement.ts';
import type { AlarmChange, Ports } from '../ports.ts';
import type { Conclusion, Reading, Run } from '../run.ts';
import { concludeRun, type Facts } from '../verdict.ts';
import { refuse } from './plan-run.ts';
import { because, experimentOf, note, runOf } from './record.ts';
import type { Problem } from './revert.ts';
import { httpReadings } from './steady.ts';

/** State Conclude: the verdict, then close, disarm, release, tell. What is not verified restored stays open, and pages. */
export const conclude = async (ports: Ports, runId: string, problem?: Problem): Promise<Conclusion> => {
  const before = await runOf(ports, runId);
  if (before.conclusion && before.state === 'closed') {
    await finish(ports, before, before.conclusion);
    return before.conclusion;
  }
  if (problem?.Error === 'NotSteady' && !before.refusal)
    await refuse(ports, runId, { guard: 'steady-state', reason: problem.Cause });
  if (problem?.Error === 'States.Timeout' && before.state === 'checking')
    await refuse(ports, runId, { guard: 'steady-state', reason: 'it did not show itself in time' });
  const facts = await gather(ports, await runOf(ports, runId), problem);
  const conclusion = concludeRun(facts);
  if (conclusion.restoration === 'unverified') return page(ports, facts.run, conclusion);
  const closed = await ports.runs.update(runId, {}, { state: 'closed', conclusion, waiting: undefined });
  await note(
    ports,
    runId,
    'concluded',
    { reason: conclusion.reasons.join('; '), data: { ...conclusion } },
    { durable: true },
  );
  await finish(ports, closed ?? facts.run, conclusion);
  return conclusion;
};

const page = async (ports: Ports, run: Run, conclusion: Conclusion): Promise<never> => {
  const { runId } = run;
  await ports.runs.update(runId, {}, { conclusion });
  const text = `Run ${runId} is not verified restored: ${conclusion.reasons.join('; ')}`;
  await note(ports, runId, 'needs-human', { reason: text }, { durable: true });
  await Promise.allSettled([
    ports.notices.tell({ about: runId, kind: 'needs-human', text, conclusion }),
    answerGameDay(ports, run, conclusion),
  ]);
  throw new NeedsHuman(text);
};

/** What remains after the verdict is stored. Each step is tried apart; a failing one holds nothing back. */
export const finish = async (ports: Ports, run: Run, conclusion: Conclusion): Promise<void> => {
  const { runId } = run;
  const kind = conclusion.hypothesis === 'failed' ? 'failed' : 'concluded';
  const text = `${run.experiment.name}: ${conclusion.hypothesis}, ${conclusion.restoration}`;
  const steps: readonly (readonly [string, () => Promise<unknown>])[] = [
    ['disarm', () => ports.deadMan.disarm(runId)],
    ['unwatch', () => ports.runs.unwatch(runId)],
    ['temporary alarms', () => ports.alarms.deleteTemporary(runId)],
    ['release', () => ports.leases.release(runId)],
    ['report', () => report(ports, run, conclusion)],
    ['game day', () => answerGameDay(ports, run, conclusion)],
    ['notice', () => ports.notices.tell({ about: runId, kind, text, conclusion })],
  ];
  for (const [step, take] of steps)
    await take().catch((failure: unknown) =>
      note(ports, runId, 'unfinished', { reason: because(failure), data: { step } }),
    );
};

const report = async (ports: Ports, run: Run, conclusion: Conclusion): Promise<void> => {
  const faults = await ports.runs.faults(run.runId);
  await ports.reports.save(run.runId, { run: { ...run, conclusion }, faults });
};

const answerGameDay = async (
  ports: Ports,
  { gameDay, runId }: Run,
  conclusion: Conclusion,
): Promise<void> => {
  if (gameDay === undefined) return;
  const { gameDayId, step, token } = gameDay;
  await ports.gameDays.update(gameDayId, (day) => ({
    ...day,
    steps: day.steps.map((one) => (one.step === step && one.runId === runId ? { ...one, conclusion } : one)),
  }));
  await ports.executions.succeed(token, { runId, exitCode: conclusion.exitCode });
};

const gather = async (ports: Ports, run: Run, problem?: Problem): Promise<Facts> => {
  const experiment = await experimentOf(ports, run);
  return {
    run,
    experiment,
    faults: await ports.runs.faults(run.runId),
    readings: await readingsOf(ports, run, experiment),
    alarms: await alarmsOf(ports, run, experiment),
    ...(problem && { problem: `${problem.Error}: ${problem.Cause}` }),
  };
};

const readingsOf = async (
  ports: Ports,
  run: Run,
  { steadyState }: Experiment,
): Promise<Map<string, readonly Reading[]>> => {
  const http = await httpReadings(ports, run.runId);
  const metrics = await Promise.all(
    probesOf(steadyState.probes, 'metric').map(async (probe) => {
      const fromMs = (run.steadyFromMs ?? run.createdAtMs) - probe.periodMs * probe.tolerance.of;
      const points = await ports.metrics.read(probe, fromMs, ports.clock.now()).catch(() => []);
      return [probe.name, points.flatMap((point) => judgeValue(probe, point) ?? [])] as const;
    }),
  );
  const byHttp = probesOf(steadyState.probes, 'http').map(
    ({ name }) => [name, http.filter(({ probe }) => probe === name)] as const,
  );
  return new Map([...byHttp, ...metrics]);
};

// An alarm that cannot be read leaves no history, and a probe without history is never held.
const alarmsOf = async (
  ports: Ports,
  run: Run,
  { steadyState }: Experiment,
): Promise<Map<string, readonly AlarmChange[]>> =>
  new Map(
    await Promise.all(
      probesOf(steadyState.probes, 'alarm').map(
        async ({ name, alarm }) =>
          [name, await ports.alarms.history(alarm, run.createdAtMs).catch(() => [])] as const,
      ),
    ),
  );
