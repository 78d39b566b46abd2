import { alarmStatus, type ProbeStatus } from '../judgement.ts';
import type { AlarmState, Ports } from '../ports.ts';
import type { Reading, Run, Signal } from '../run.ts';
import { considerSteady } from './consider-steady.ts';
import { experimentOf, note } from './record.ts';
import { considerRecovered } from './recovery.ts';
import { signalRun } from './signal.ts';
import type { HttpStatuses } from './steady.ts';
import { alarmsOf } from './watched-alarms.ts';

const watched = ['armed', 'injecting', 'observing'] as const;
const isWatched = ({ state }: Run): boolean => watched.some((one) => one === state);

/** An alarm has changed its state: tell every open run that watches it. */
export const onAlarm = async (
  ports: Ports,
  change: {
    readonly alarm: string;
    readonly state: AlarmState;
    readonly atMs: number;
    readonly reason: string;
  },
): Promise<void> => {
  const runs = await ports.runs.watching(change.alarm);
  await Promise.all(runs.map((run) => alarmOf(ports, run, change)));
};

const alarmOf = async (
  ports: Ports,
  run: Run,
  { alarm, state, atMs, reason }: Parameters<typeof onAlarm>[1],
): Promise<void> => {
  const stopped =
    isWatched(run) && state !== 'OK'
      ? signalRun(ports, run.runId, {
          kind: 'alarm',
          atMs,
          actor: alarm,
          reason: `alarm ${alarm} is ${state}: ${reason}`,
          probe: alarm,
          readingAtMs: atMs,
        })
      : undefined;
  const written = note(ports, run.runId, 'alarm', { actor: alarm, reason, data: { state, atMs } });
  await Promise.all([stopped, written]);
  const experiment = await experimentOf(ports, run);
  if (run.state === 'checking') await considerSteady(ports, run, experiment);
  if (run.state === 'recovering') await considerRecovered(ports, run, experiment);
};

/** A reading handed on by the watcher of the HTTP probes, with how all of them stand. */
export type HandedReading = {
  readonly runId: string;
  readonly reading: Reading;
  readonly statuses: HttpStatuses;
};

/** Takes a reading: judges first, writes down after, because the stop is what is urgent. False when the run is over. */
export const onReading = async (
  ports: Ports,
  { runId, reading, statuses }: HandedReading,
): Promise<boolean> => {
  const run = await ports.runs.get(runId);
  if (run === undefined || run.state === 'closed') return false;
  const status = statuses.find(({ probe }) => probe === reading.probe);
  const stopped =
    isWatched(run) && status?.breached ? signalRun(ports, runId, breachOf(reading, status)) : undefined;
  const written = note(ports, runId, 'reading', { actor: reading.probe, data: { ...reading } });
  await Promise.all([stopped, written]);
  if (run.state === 'checking') await considerSteady(ports, run, await experimentOf(ports, run), statuses);
  if (run.state === 'recovering')
    await considerRecovered(ports, run, await experimentOf(ports, run), statuses);
  return true;
};

// A reading is dated when it was asked for, and decides when its answer came; a hang decides at its timeout.
const breachOf = ({ probe, atMs, value = 0 }: Reading, status: ProbeStatus): Signal => ({
  kind: 'probe',
  atMs: atMs + value,
  actor: probe,
  reason: `probe ${probe}: ${status.reason}`,
  probe,
  readingAtMs: atMs + value,
});

/** Reads every alarm that judges a run while a fault may be present; whatever is not OK stops it. */
export const considerSignals = async (ports: Ports, run: Run): Promise<void> => {
  if (!isWatched(run)) return;
  const experiment = await experimentOf(ports, run);
  const names = await alarmsOf(ports, run, experiment);
  const all = await Promise.all(names.map((name) => alarmNow(ports, name)));
  const bad = all.find(({ breached }) => breached);
  if (bad === undefined) return;
  const atMs = ports.clock.now();
  await signalRun(ports, run.runId, {
    kind: 'alarm',
    atMs,
    actor: bad.probe,
    reason: `alarm ${bad.probe} is ${bad.reason}`,
    probe: bad.probe,
    readingAtMs: bad.lastAtMs ?? atMs,
  });
};

const alarmNow = async ({ alarms }: Ports, name: string): Promise<ProbeStatus> => {
  try {
    return alarmStatus(name, await alarms.now([name]));
  } catch (failure) {
    return {
      probe: name,
      breached: true,
      reason: `unreadable: ${failure instanceof Error ? failure.message : failure}`,
    };
  }
};
