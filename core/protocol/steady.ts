import type { Experiment } from '../experiment.ts';
import { alarmStatus, judgeValue, type ProbeStatus, probesOf, statusOf, steadySince } from '../judgement.ts';
import type { Ports } from '../ports.ts';
import type { Reading, Run } from '../run.ts';

/** What the watcher of the HTTP probes last said of each of them. */
export type HttpStatuses = readonly ProbeStatus[];

/** How every probe of a run stands now. An alarm or a metric that cannot be read counts as a breach. */
export const statuses = async (
  ports: Ports,
  run: Run,
  experiment: Experiment,
  http?: HttpStatuses,
): Promise<readonly ProbeStatus[]> => {
  const nowMs = ports.clock.now();
  const { probes, holdForMs } = experiment.steadyState;
  const fromMs = Math.min(run.createdAtMs, nowMs - holdForMs);
  return Promise.all([
    ...(http ?? (await httpStatuses(ports, run, experiment))),
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
    return {
      probe,
      breached: true,
      reason: `cannot be read: ${failure instanceof Error ? failure.message : failure}`,
    };
  }
};

/** The readings of a run's HTTP probes, from its journal. */
export const httpReadings = async (
  ports: Pick<Ports, 'journal'>,
  runId: string,
): Promise<readonly Reading[]> => {
  const records = await ports.journal.read(runId);
  return records.flatMap(({ kind, data }) => (kind === 'reading' && data ? [data as Reading] : []));
};

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

/** Whether everything has been steady together for `holdFor`, and since when. */
export const held = (
  all: readonly ProbeStatus[],
  holdForMs: number,
  nowMs: number,
  notBeforeMs = -Infinity,
): { readonly held: boolean; readonly sinceMs?: number } => {
  const sinceMs = steadySince(all);
  if (sinceMs === undefined) return { held: false };
  return { held: nowMs - Math.max(sinceMs, notBeforeMs) >= holdForMs, sinceMs };
};

/** Whether the watcher has spoken of every HTTP probe, and all of them have held: only then is the rest worth asking. */
export const allHeld = (
  http: HttpStatuses,
  { steadyState }: Experiment,
  nowMs: number,
  notBeforeMs?: number,
): boolean =>
  http.length === probesOf(steadyState.probes, 'http').length &&
  held(http, steadyState.holdForMs, nowMs, notBeforeMs).held;

/** Answers CheckSteadyState when it can be answered: everything has held, or something has broken. */
export const considerSteady = async (
  ports: Ports,
  run: Run,
  experiment: Experiment,
  http?: HttpStatuses,
): Promise<void> => {
  const { waiting, runId } = run;
  if (waiting?.state !== 'steady') return;
  const nowMs = ports.clock.now();
  const { holdForMs } = experiment.steadyState;
  if (http && !http.some(({ breached }) => breached) && !allHeld(http, experiment, nowMs)) return;
  const all = await statuses(ports, run, experiment, http);
  const broken = all.find(({ breached, reason }) => breached && !reason.startsWith('INSUFFICIENT_DATA'));
  const { held: steady, sinceMs } = held(all, holdForMs, nowMs);
  const holds = steady && (await temporaryAlarmsOk(ports, runId));
  if (!holds && !broken) return;
  const states = ['checking'] as const;
  const change = holds ? { waiting: undefined, steadyFromMs: sinceMs } : { waiting: undefined };
  if (!(await ports.runs.update(runId, { states }, change))) return;
  if (holds) await ports.executions.succeed(waiting.token, {});
  else await ports.executions.fail(waiting.token, 'NotSteady', `${broken?.probe}: ${broken?.reason}`);
};

// A temporary alarm without data would stop the run the moment it is armed.
const temporaryAlarmsOk = async ({ alarms }: Pick<Ports, 'alarms'>, runId: string): Promise<boolean> => {
  const names = await alarms.temporary(runId);
  const now = names.length > 0 ? await alarms.now(names) : [];
  return now.every(({ state }) => state === 'OK');
};
