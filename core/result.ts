import { type ChainVerdict, verifyChain } from './chain.ts';
import { NotFound } from './errors.ts';
import type { Experiment } from './experiment.ts';
import type { Facts } from './facts.ts';
import type { AlarmChange, JournalRecord, Ports } from './ports.ts';
import { gather } from './protocol/gather.ts';
import { runOf } from './protocol/record.ts';
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
  const { run, experiment, faults, readings, alarms } = await gather(ports, await runOf(ports, runId));
  const journal = await ports.journal.read(runId);
  return {
    format: 'firedrill.run/1',
    ...{ run, experiment, faults, journal },
    readings: Object.fromEntries(readings),
    alarms: Object.fromEntries(alarms),
    chain: verifyChain(journal),
  };
};

/** Gathers a game day and its runs. A step whose run was never created has none. */
export const gameDayResult = async (ports: Ports, gameDayId: string): Promise<GameDayResult> => {
  const gameDay = await ports.gameDays.get(gameDayId);
  if (gameDay === undefined) throw new NotFound(`There is no game day ${gameDayId}`);
  const runs: RunResult[] = [];
  for (const { runId } of gameDay.steps)
    if (await ports.runs.get(runId)) runs.push(await runResult(ports, runId));
  return { format: 'firedrill.gameday/1', gameDay, runs };
};

/** What a verdict rests on, as the domain's own functions want it. */
export const factsIn = ({ run, experiment, faults, readings, alarms }: RunResult): Facts => ({
  ...{ run, experiment, faults },
  readings: new Map(Object.entries(readings)),
  alarms: new Map(Object.entries(alarms)),
});
