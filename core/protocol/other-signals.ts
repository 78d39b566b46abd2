import type { Ports } from '../ports.ts';
import { beforeRevert, type Run } from '../run.ts';
import { experimentOf } from './record.ts';
import { signalRun } from './signal.ts';

/** How a fault that somebody else makes for us came to its end. */
export type FaultEnd = {
  readonly runId: string;
  /** What ended it: `fis`. */
  readonly by: string;
  readonly status: 'completed' | 'stopped' | 'failed' | 'cancelled';
  readonly reason: string;
};

/**
 * The far end says that a fault of a run is over. Completed is as planned, and its run goes on; what was stopped, failed or
 * cancelled has ended before its time, by an alarm, a lever or a person there: then the whole run is over.
 */
export const onFaultEnd = async (ports: Ports, { runId, by, status, reason }: FaultEnd): Promise<void> => {
  if (status === 'completed') return;
  if ((await ports.runs.get(runId)) === undefined) return;
  const signal = { kind: 'target', atMs: ports.clock.now(), actor: by } as const;
  await signalRun(ports, runId, { ...signal, reason: `the fault was ${status} by ${by}: ${reason}` });
};

/** A change calendar has closed, by its name or ARN: whatever it guards and is not on its way back is stopped. */
export const onCalendarClosed = async (ports: Ports, calendar: string): Promise<void> => {
  const open = (await ports.runs.open()).filter(({ state }) => beforeRevert.some((one) => one === state));
  const stopped = await Promise.allSettled(open.map((run) => stopIfGuarded(ports, run, calendar)));
  const failed = stopped.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
};

const stopIfGuarded = async (ports: Ports, run: Run, calendar: string): Promise<void> => {
  const { guards } = await experimentOf(ports, run);
  if (!guards.calendars.some((name) => isSame(name, calendar))) return;
  const signal = { kind: 'guard', atMs: ports.clock.now(), actor: calendar } as const;
  await signalRun(ports, run.runId, { ...signal, reason: `the calendar ${calendar} has closed` });
};

// A document may name a calendar by its ARN; an event always does.
const isSame = (name: string, calendar: string): boolean =>
  name === calendar || shortOf(name) === shortOf(calendar);

const shortOf = (name: string): string => name.slice(name.lastIndexOf('/') + 1);
