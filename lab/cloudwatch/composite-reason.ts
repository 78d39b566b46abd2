import type { AlarmState } from './alarm.ts';
import type { StateRecord, Transition } from './alarm-book.ts';
import { awsTimestamp } from './aws-timestamp.ts';

/** Why a composite alarm changed when an alarm it looks at did, as CloudWatch puts it (CW/cloudwatch-and-eventbridge). */
export const becauseOf = (
  { configuration, current }: Transition,
  arnOf: (alarmName: string) => string,
  nowMs: number,
): Omit<StateRecord, 'state'> => {
  const arn = arnOf(configuration.alarmName);
  const state = { value: current.state, timestamp: awsTimestamp(current.atMs) };
  return {
    reason: `${arn} transitioned to ${current.state} at ${inWords(current.atMs)}`,
    reasonData: JSON.stringify({ triggeringAlarms: [{ arn, state }] }),
    atMs: nowMs,
  };
};

/** Why a composite alarm is in a state when nothing else has changed. */
export const becauseOfItself = (
  arn: string,
  updated: boolean,
  state: AlarmState,
  nowMs: number,
): Omit<StateRecord, 'state'> => ({
  reason: `${arn} was ${updated ? 'updated' : 'created'} and its alarm rule evaluates to ${state}`,
  atMs: nowMs,
});

/** "Friday 22 July, 2022 15:57:45 UTC". */
const inWords = (atMs: number) => {
  const date = new Date(atMs);
  const part = (options: Intl.DateTimeFormatOptions) =>
    date.toLocaleDateString('en-US', { ...options, timeZone: 'UTC' });
  const time = date.toISOString().slice(11, 19);
  return `${part({ weekday: 'long' })} ${date.getUTCDate().toString().padStart(2, '0')} ${part({ month: 'long' })}, ${date.getUTCFullYear()} ${time} UTC`;
};
