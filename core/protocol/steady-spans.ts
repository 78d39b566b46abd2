import type { Experiment, Probe } from '../experiment.ts';
import { judgeValue } from '../judgement.ts';
import type { Ports } from '../ports.ts';
import type { Reading, Run } from '../run.ts';
import { always, type SteadySpans, spansOfChanges, spansOfReadings } from '../spans.ts';
import { httpReadings } from './steady.ts';

/** When every probe of a run has been steady. Of one that cannot be read nothing is known, and anything is possible. */
export const steadySpans = async (
  ports: Ports,
  run: Run,
  { steadyState: { probes } }: Experiment,
): Promise<readonly SteadySpans[]> => {
  const http = await httpReadings(ports, run.runId);
  return Promise.all(
    probes.map(async (probe) => {
      const unknown = { probe: probe.name, known: [], possible: [always], knownUntilMs: -Infinity };
      return spansOf(ports, run, probe, http).catch(() => unknown);
    }),
  );
};

const spansOf = async (
  ports: Ports,
  { createdAtMs }: Run,
  probe: Probe,
  http: readonly Reading[],
): Promise<SteadySpans> => {
  const nowMs = ports.clock.now();
  if (probe.type === 'alarm')
    return spansOfChanges(probe, await ports.alarms.history(probe.alarm, createdAtMs), nowMs);
  if (probe.type === 'http') {
    const readings = http.filter((reading) => reading.probe === probe.name);
    return spansOfReadings(probe, readings, createdAtMs, nowMs);
  }
  const fromMs = createdAtMs - probe.periodMs * probe.tolerance.of;
  const points = await ports.metrics.read(probe, fromMs, nowMs);
  const readings = points.flatMap((point) => judgeValue(probe, point) ?? []);
  return spansOfReadings(probe, readings, fromMs, nowMs);
};
