import { probeBehind } from '../alarm-names.ts';
import type { Experiment } from '../experiment.ts';
import type { Facts } from '../facts.ts';
import { judgeValue, probesOf } from '../judgement.ts';
import type { AlarmChange, JournalRecord, Ports } from '../ports.ts';
import type { Reading, Run } from '../run.ts';
import { expectationsIn } from './expectations.ts';
import { inWords, type Problem } from './problem.ts';
import { experimentOf } from './record.ts';
import { readingsIn } from './steady.ts';
import { alarmsOf, expectedAlarms } from './watched-alarms.ts';

/** Everything that a run's verdict rests on. */
export const gather = async (ports: Ports, run: Run, problem?: Problem): Promise<Facts> => {
  const experiment = await experimentOf(ports, run);
  const journal = await ports.journal.read(run.runId);
  return {
    run,
    experiment,
    faults: await ports.runs.faults(run.runId),
    readings: await readingsOf(ports, run, experiment, journal),
    alarms: await changesOf(ports, run, experiment, journal),
    expectations: expectationsIn(journal),
    ...(problem && { problem: inWords(problem) }),
  };
};

// A metric that cannot be read leaves no readings, and a probe without readings is never held.
const readingsOf = async (
  ports: Ports,
  run: Run,
  { steadyState }: Experiment,
  journal: readonly JournalRecord[],
): Promise<Map<string, readonly Reading[]>> => {
  const http = readingsIn(journal);
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

// Of an alarm that cannot be read, what its events said is known still: that it went off proves a breach, and that it did
// not proves nothing, because events are lost. Without any change on record it is never held.
const changesOf = async (
  ports: Ports,
  run: Run,
  experiment: Experiment,
  journal: readonly JournalRecord[],
): Promise<Map<string, readonly AlarmChange[]>> => {
  const names = await alarmsOf(ports, run, experiment).catch(() => expectedAlarms(run, experiment));
  const changes = await Promise.all(
    names.map(async (alarm) => {
      const history = ports.alarms.history(alarm, run.createdAtMs);
      const known = await history.catch(() => toldOf(alarm, journal));
      return { probe: probeBehind(run, experiment, alarm), known };
    }),
  );
  const byProbe = Map.groupBy(changes, ({ probe }) => probe);
  return new Map([...byProbe].map(([probe, some]) => [probe, some.flatMap(({ known }) => known)]));
};

const toldOf = (alarm: string, journal: readonly JournalRecord[]): readonly AlarmChange[] => {
  const told = eventsOf(alarm, journal);
  return told.some(({ state }) => state !== 'OK') ? told : [];
};

const eventsOf = (alarm: string, journal: readonly JournalRecord[]): readonly AlarmChange[] =>
  journal.flatMap(({ kind, actor, reason = '', data }) => {
    const { state, atMs } = (data ?? {}) as Partial<AlarmChange>;
    return kind === 'alarm' && actor === alarm && state && atMs ? [{ state, atMs, reason }] : [];
  });
