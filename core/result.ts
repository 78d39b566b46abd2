import { probeBehind } from './alarm-names.ts';
import { type ChainVerdict, verifyChain } from './chain.ts';
import { NotFound } from './errors.ts';
import type { Experiment } from './experiment.ts';
import type { Facts } from './facts.ts';
import type { AlarmChange, JournalRecord, Ports } from './ports.ts';
import { expectationsIn } from './protocol/expectations.ts';
import { gather } from './protocol/gather.ts';
import { experimentOf, runOf } from './protocol/record.ts';
import { readingsIn } from './protocol/steady.ts';
import type { FaultRecord, GameDayRun, Reading, Run } from './run.ts';

/** Everything there is to say about a run, as plain JSON. Readings and alarms are by probe, oldest first. */
export type RunResult = {
  readonly format: 'firedrill.run/1';
  readonly run: Run;
  readonly experiment: Experiment;
  readonly faults: readonly FaultRecord[];
  readonly readings: Readonly<Record<string, readonly Reading[]>>;
  readonly alarms: Readonly<Record<string, readonly AlarmChange[]>>;
  readonly journal: readonly JournalRecord[];
  readonly chain: ChainVerdict;
};

/** A game day with the runs that it came to, in the order of its steps. */
export type GameDayResult = {
  readonly format: 'firedrill.gameday/1';
  readonly gameDay: GameDayRun;
  readonly runs: readonly RunResult[];
};

/** Gathers everything about a run as it stands. Throws `NotFound` when there is no such run. */
export const runResult = async (ports: Ports, runId: string): Promise<RunResult> => {
  const facts = await gather(ports, await runOf(ports, runId));
  return resultOf(facts, await ports.journal.read(runId));
};

/** What the store and the journal alone say of a run, when its alarms and metrics cannot be asked any more. */
export const runResultOnRecord = async (
  ports: Pick<Ports, 'runs' | 'experiments' | 'journal'>,
  runId: string,
): Promise<RunResult> => {
  const run = await runOf(ports, runId);
  const experiment = await experimentOf(ports, run);
  const journal = await ports.journal.read(runId);
  const faults = await ports.runs.faults(runId);
  const readings = Map.groupBy(readingsIn(journal), ({ probe }) => probe);
  return resultOf({ run, experiment, faults, readings, alarms: alarmsIn(journal, run, experiment) }, journal);
};

const alarmsIn = (
  journal: readonly JournalRecord[],
  run: Run,
  experiment: Experiment,
): Map<string, readonly AlarmChange[]> => {
  const changes = journal.flatMap(({ kind, actor, reason = '', data }) => {
    const { state, atMs } = (data ?? {}) as Partial<AlarmChange>;
    if (kind !== 'alarm' || state === undefined || atMs === undefined) return [];
    return [{ probe: probeBehind(run, experiment, actor), change: { state, atMs, reason } }];
  });
  const byProbe = Map.groupBy(changes, ({ probe }) => probe);
  return new Map([...byProbe].map(([probe, some]) => [probe, some.map(({ change }) => change)]));
};

const resultOf = (
  { run, experiment, faults, readings, alarms }: Facts,
  journal: readonly JournalRecord[],
): RunResult => ({
  format: 'firedrill.run/1',
  ...{ run, experiment, faults, journal },
  readings: inOrder(readings),
  alarms: inOrder(alarms),
  chain: verifyChain(journal),
});

// A slow answer is written down after a quick one that was asked for later.
const inOrder = <T extends { readonly atMs: number }>(byProbe: ReadonlyMap<string, readonly T[]>) =>
  Object.fromEntries([...byProbe].map(([probe, all]) => [probe, all.toSorted((a, b) => a.atMs - b.atMs)]));

/** Gathers a game day and its runs. A step whose run was never created has none. */
export const gameDayResult = (ports: Ports, gameDayId: string): Promise<GameDayResult> =>
  dayWith(ports, gameDayId, (runId) => runResult(ports, runId));

/** What the store and the journals alone say of a game day. */
export const gameDayResultOnRecord = (
  ports: Pick<Ports, 'gameDays' | 'runs' | 'experiments' | 'journal'>,
  gameDayId: string,
): Promise<GameDayResult> => dayWith(ports, gameDayId, (runId) => runResultOnRecord(ports, runId));

const dayWith = async (
  ports: Pick<Ports, 'gameDays' | 'runs'>,
  gameDayId: string,
  resultOfRun: (runId: string) => Promise<RunResult>,
): Promise<GameDayResult> => {
  const gameDay = await ports.gameDays.get(gameDayId);
  if (gameDay === undefined) throw new NotFound(`There is no game day ${gameDayId}`);
  const runs: RunResult[] = [];
  for (const { runId } of gameDay.steps) if (await ports.runs.get(runId)) runs.push(await resultOfRun(runId));
  return { format: 'firedrill.gameday/1', gameDay, runs };
};

/** The readings of one probe, oldest first. */
export const readingsOf = ({ readings }: RunResult, probe: string): readonly Reading[] =>
  Object.hasOwn(readings, probe) ? (readings[probe] ?? []) : [];

/** The changes of one probe's alarm, oldest first. */
export const alarmOf = ({ alarms }: RunResult, probe: string): readonly AlarmChange[] =>
  Object.hasOwn(alarms, probe) ? (alarms[probe] ?? []) : [];

/** What a verdict rests on, as the domain's own functions want it. */
export const factsIn = ({ run, experiment, faults, readings, alarms, journal }: RunResult): Facts => ({
  ...{ run, experiment, faults },
  readings: new Map(Object.entries(readings)),
  alarms: new Map(Object.entries(alarms)),
  expectations: run.conclusion?.expectations ?? expectationsIn(journal),
});
