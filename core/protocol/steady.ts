import type { Experiment, SteadyState } from '../experiment.ts';
import { alarmStatus, judgeValue, type ProbeStatus, probesOf, statusOf, steadySince } from '../judgement.ts';
import type { JournalRecord, Ports } from '../ports.ts';
import type { Reading, Run } from '../run.ts';
import { knownUntilMs } from '../stream.ts';
import { because } from './record.ts';

/** What the watcher of the HTTP probes last said of each of them. */
export type HttpStatuses = readonly ProbeStatus[];

/** How every probe of a run stands now. An alarm or a metric that cannot be read counts as a breach. */
export const statuses = async (
  ports: Ports,
  run: Run,
  experiment: Experiment,
): Promise<readonly ProbeStatus[]> => {
  const nowMs = ports.clock.now();
  const { probes, holdForMs } = experiment.steadyState;
  const fromMs = Math.min(run.createdAtMs, nowMs - holdForMs);
  return Promise.all([
    ...(await httpStatuses(ports, run, experiment)),
    ...probesOf(probes, 'alarm').map(async (probe) =>
      readable(probe.name, async () =>
        alarmStatus(probe.name, await ports.alarms.history(probe.alarm, fromMs)),
      ),
    ),
    ...probesOf(probes, 'metric').map(async (probe) =>
      readable(probe.name, async () => {
        const points = await ports.metrics.read(probe, fromMs - probe.periodMs * probe.tolerance.of, nowMs);
        const readings = points.flatMap((point) => judgeValue(probe, point) ?? []);
        return statusOf(probe, readings, nowMs);
      }),
    ),
  ]);
};

const readable = async (probe: string, read: () => Promise<ProbeStatus>): Promise<ProbeStatus> => {
  try {
    return await read();
  } catch (failure) {
    return { probe, breached: true, reason: `cannot be read: ${because(failure)}` };
  }
};

/** The readings of a run's HTTP probes, from its journal. */
export const httpReadings = async (
  ports: Pick<Ports, 'journal'>,
  runId: string,
): Promise<readonly Reading[]> => readingsIn(await ports.journal.read(runId));

/** The readings in a journal, oldest first: a slow answer is written down after quicker ones that were asked for later. */
export const readingsIn = (journal: readonly JournalRecord[]): readonly Reading[] =>
  journal
    .flatMap(({ kind, data }) => (kind === 'reading' && data ? [data as Reading] : []))
    .sort((one, other) => one.atMs - other.atMs);

const httpStatuses = async (ports: Ports, run: Run, { steadyState }: Experiment): Promise<HttpStatuses> => {
  const probes = probesOf(steadyState.probes, 'http');
  if (probes.length === 0) return [];
  const readings = await httpReadings(ports, run.runId);
  return probes.map((probe) =>
    statusOf(
      probe,
      readings.filter((reading) => reading.probe === probe.name),
      ports.clock.now(),
    ),
  );
};

/** Whether everything is known to have been steady together for `holdFor`, and since when. */
export const held = (
  all: readonly ProbeStatus[],
  { probes, holdForMs }: SteadyState,
  nowMs: number,
  notBeforeMs = -Infinity,
): { readonly held: boolean; readonly sinceMs?: number } => {
  const sinceMs = steadySince(all);
  if (sinceMs === undefined) return { held: false };
  const knownMs = Math.min(...all.map((status) => knownUntil(probes, status, nowMs)));
  return { held: knownMs - Math.max(sinceMs, notBeforeMs) >= holdForMs, sinceMs };
};

/** Up to when a probe is known, by its status. */
export const knownUntil = (probes: SteadyState['probes'], status: ProbeStatus, nowMs: number): number => {
  const probe = probes.find(({ name }) => name === status.probe);
  return probe === undefined ? -Infinity : knownUntilMs(probe, status, nowMs);
};

/** Whether the watcher has spoken of every HTTP probe, and all of them have held: only then is the rest worth asking. */
export const allHeld = (
  http: HttpStatuses,
  { steadyState }: Experiment,
  nowMs: number,
  notBeforeMs?: number,
): boolean =>
  http.length === probesOf(steadyState.probes, 'http').length &&
  held(http, steadyState, nowMs, notBeforeMs).held;
