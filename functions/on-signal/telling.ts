import type * as z from 'zod';
import type { Ports } from '../../core/ports.ts';
import { onAlarm } from '../../core/protocol/on-signal.ts';
import { type FaultEnd, onCalendarClosed, onFaultEnd } from '../../core/protocol/other-signals.ts';
import type { AlarmStateChange, CalendarStateChange, FisStateChange } from './events.ts';

/** Finds the run that a FIS experiment belongs to. */
export type RunBehind = (experimentId: string) => Promise<string | undefined>;

/** Tells the runs that watch an alarm, by its name or its ARN. */
export const alarmOf = async (ports: Ports, { detail, resources }: z.output<typeof AlarmStateChange>) => {
  const { value: state, reason, timestamp } = detail.state;
  const change = { state, reason, atMs: Date.parse(timestamp) };
  await Promise.all([detail.alarmName, ...resources].map((alarm) => onAlarm(ports, { alarm, ...change })));
};

/** Tells the run whose fault FIS has ended. */
export const faultOf = async (
  ports: Ports,
  { detail }: z.output<typeof FisStateChange>,
  runBehind: RunBehind,
) => {
  const { status, reason } = detail['new-state'];
  if (!isEnd(status)) return;
  const runId = await runBehind(detail['experiment-id']);
  if (runId !== undefined) await onFaultEnd(ports, { runId, by: 'fis', status, reason });
};

const ends: readonly FaultEnd['status'][] = ['completed', 'stopped', 'failed', 'cancelled'];
const isEnd = (status: string): status is FaultEnd['status'] => ends.some((one) => one === status);

/** Tells the runs that a change calendar guards. */
export const calendarOf = async (
  ports: Ports,
  { detail, resources }: z.output<typeof CalendarStateChange>,
) => {
  if (detail.state === 'CLOSED') await Promise.all(resources.map((one) => onCalendarClosed(ports, one)));
};
