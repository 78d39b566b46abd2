import {
  type AlarmHistoryItem,
  type CloudWatchClient,
  DescribeAlarmHistoryCommand,
  paginateDescribeAlarmHistory,
} from '@aws-sdk/client-cloudwatch';
import * as z from 'zod';
import type { AlarmChange, Alarms } from '../../core/ports.ts';
import { calling } from '../aws/calling.ts';
import { alarmAsked } from './alarm-states.ts';

/** What alarms went through, by DescribeAlarmHistory; CloudWatch keeps 30 days. */
export const alarmHistory = (client: CloudWatchClient): Pick<Alarms, 'history'> => ({
  history: async (alarm, fromMs) => {
    // The history of a deleted alarm can be read for a while: that is no alarm to rely on.
    const now = await alarmAsked(client, alarm);
    const [before, after] = await calling(`read the history of alarm ${alarm}`, () =>
      Promise.all([lastUntil(client, now.name, fromMs), changesFrom(client, now.name, fromMs)]),
    );
    const all = [...(before ?? []), ...after].sort((one, other) => one.atMs - other.atMs);
    const inForce = all.findLastIndex(({ atMs }) => atMs <= fromMs);
    if (inForce >= 0) return all.slice(inForce).map(asChange);
    // Never a better state than is known: since when it was in force before that, nobody says.
    const { state, reason } = { ...now, ...(all[0] && { state: all[0].oldState, reason: 'before that' }) };
    return [{ atMs: fromMs, state, reason }, ...all.map(asChange)];
  },
});

type Update = AlarmChange & { readonly oldState: AlarmChange['state'] };

const subject = { AlarmTypes: ['MetricAlarm', 'CompositeAlarm'], HistoryItemType: 'StateUpdate' } as const;
const asked = (AlarmName: string) => ({ ...subject, AlarmTypes: [...subject.AlarmTypes], AlarmName });

const lastUntil = async (client: CloudWatchClient, name: string, untilMs: number) => {
  const page = { ...asked(name), EndDate: new Date(untilMs), ScanBy: 'TimestampDescending' as const };
  const { AlarmHistoryItems } = await client.send(new DescribeAlarmHistoryCommand(page));
  return AlarmHistoryItems?.flatMap(updateIn).reverse();
};

const changesFrom = async (client: CloudWatchClient, name: string, fromMs: number) => {
  const from = { ...asked(name), StartDate: new Date(fromMs), ScanBy: 'TimestampAscending' as const };
  const changes: Update[] = [];
  for await (const { AlarmHistoryItems = [] } of paginateDescribeAlarmHistory({ client }, from))
    changes.push(...AlarmHistoryItems.flatMap(updateIn));
  return changes;
};

const State = z.object({
  stateValue: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']),
  stateReason: z.string().default(''),
});
const HistoryData = z.object({ oldState: State, newState: State });

// The times are whole milliseconds, and the states are only in a JSON text.
const updateIn = ({ Timestamp, HistoryData: text = '' }: AlarmHistoryItem): Update[] => {
  if (Timestamp === undefined) return [];
  const { oldState, newState } = HistoryData.parse(JSON.parse(text));
  const { stateValue: state, stateReason: reason } = newState;
  return [{ atMs: Timestamp.getTime(), state, reason, oldState: oldState.stateValue }];
};

const asChange = ({ atMs, state, reason }: Update): AlarmChange => ({ atMs, state, reason });
