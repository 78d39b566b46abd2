import type { Experiment, MetricProbe } from '../../core/experiment.ts';
import { judgeValue } from '../../core/judgement.ts';
import type { Reading, Run } from '../../core/run.ts';
import { labMetrics } from '../../lab/adapters/alarms.ts';
import type { LabClient } from '../../lab/client.ts';
import type { Snapshot } from '../../lab/keeper/api.ts';
import type { Store } from '../../lab/store/open-store.ts';
import type { Output } from '../output.ts';
import type { Board } from './board.ts';
import { clip } from './clip.ts';
import { labLines } from './lab-lines.ts';
import { probeLines } from './probe-lines.ts';
import { brokenLines, phaseLine } from './run-lines.ts';

/** Everything that one frame shows. */
export type Scene = {
  readonly snapshot: Snapshot;
  readonly run?: Run | undefined;
  readonly experiment?: Experiment | undefined;
  readonly board: Pick<Board, 'broken' | 'readings'>;
  /** Of the metric probes, by name; those of the others are on the board. */
  readonly metrics: ReadonlyMap<string, readonly Reading[]>;
};

/** The last lines of the terminal while a run is under way, none of them wider than it. */
export const liveLines = (
  out: Output,
  { snapshot, run, experiment, board, metrics }: Scene,
  columns: number,
): readonly string[] => {
  const readingsOf = (probe: string) => metrics.get(probe) ?? board.readings(probe);
  const probes = experiment?.steadyState.probes ?? [];
  return [
    '',
    phaseLine(out, run, experiment, snapshot.nowMs),
    ...(probes.length > 0 ? probeLines(out, probes, readingsOf, snapshot, columns) : []),
    ...brokenLines(out, board.broken(), snapshot.nowMs),
    ...labLines(out, snapshot),
  ].map((line) => clip(line, columns));
};

const redrawEveryMs = 250;
const pointsShown = 40;

/** Draws the live lines until it is told to stop. Without a terminal it does nothing. */
export const drawLive = (
  out: Output,
  lab: LabClient,
  store: Pick<Store, 'runs' | 'experiments'>,
  board: Board,
): (() => void) => {
  if (!out.isTerminal) return () => undefined;
  let over = false;
  const draw = async () => {
    try {
      const snapshot = await lab.snapshot();
      const id = board.current();
      const run = id === undefined ? undefined : await store.runs.get(id);
      const experiment = run && (await store.experiments.get(run.experiment))?.document;
      const metrics = await metricReadings(lab, experiment, snapshot.nowMs);
      if (!over) out.live(liveLines(out, { snapshot, run, experiment, board, metrics }, out.columns()));
    } catch {
      // A frame that cannot be drawn is left out; the run does not depend on it.
    }
  };
  // One after the other: a slow answer must not be drawn over a later one.
  const next = () => {
    timer = setTimeout(() => void draw().then(() => over || next()), redrawEveryMs);
  };
  let timer: NodeJS.Timeout;
  next();
  return () => {
    over = true;
    clearTimeout(timer);
    out.live([]);
  };
};

const metricReadings = async (
  lab: LabClient,
  experiment: Experiment | undefined,
  nowMs: number,
): Promise<ReadonlyMap<string, readonly Reading[]>> => {
  const probes = (experiment?.steadyState.probes ?? []).filter(
    (probe): probe is MetricProbe => probe.type === 'metric',
  );
  const read = async (probe: MetricProbe) => {
    const points = await labMetrics(lab).read(probe, nowMs - pointsShown * probe.periodMs, nowMs);
    return [probe.name, points.flatMap((point) => judgeValue(probe, point) ?? [])] as const;
  };
  return new Map(await Promise.all(probes.map(read)));
};
