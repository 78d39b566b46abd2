import type { AlarmState, Clock } from '../../../core/ports.ts';
import { type Answer, type Asked, type AwsServer, awsError, awsServer } from './signals-server.ts';

type Change = {
  readonly atMs: number;
  readonly from: AlarmState;
  readonly to: AlarmState;
  readonly reason: string;
};
type Alarm = {
  readonly put: Asked['body'];
  state: AlarmState;
  reason: string;
  atMs: number;
  changes: Change[];
};

/** CloudWatch's alarms on a clock of the test, as the API model has them, two to a page. */
export type FakeCloudWatch = AwsServer & {
  /** As SetAlarmState; makes the alarm when it is not there. */
  set(name: string, state: AlarmState): void;
  /** Another way home deletes it right before the next DeleteAlarms. */
  loseBeforeDelete(name: string): void;
  /** What PutMetricAlarm was given. */
  put(name: string): Asked['body'] | undefined;
};

const perPage = 2;

/** Starts it without any alarm. */
export const fakeCloudWatch = async (clock: Pick<Clock, 'now'>): Promise<FakeCloudWatch> => {
  const alarms = new Map<string, Alarm>();
  const make = (name: string, put: Asked['body']): Alarm => {
    const old = alarms.get(name);
    const reason = 'Unchecked: Initial alarm creation';
    const alarm = {
      state: 'INSUFFICIENT_DATA' as const,
      reason,
      atMs: clock.now(),
      changes: [],
      ...old,
      put,
    };
    alarms.set(name, alarm);
    return alarm;
  };
  const set = (name: string, state: AlarmState) => {
    const alarm = alarms.get(name) ?? make(name, { AlarmName: name });
    if (alarm.state === state) return;
    const change = { atMs: clock.now(), from: alarm.state, to: state, reason: `set to ${state}` };
    alarm.changes.push(change);
    Object.assign(alarm, { state, reason: change.reason, atMs: change.atMs });
  };
  const lost = new Set<string>();
  const server = await awsServer(({ operation, body }) => {
    if (operation === 'DeleteAlarms') for (const name of lost) alarms.delete(name);
    if (operation === 'DescribeAlarms') return describe(alarms, body);
    if (operation === 'DescribeAlarmHistory') return history(alarms, body);
    if (operation === 'DeleteAlarms') return remove(alarms, body);
    if (operation !== 'PutMetricAlarm') return awsError('UnknownOperationException', 404);
    make(`${body.AlarmName}`, body);
    return {};
  });
  return {
    ...server,
    set,
    loseBeforeDelete: (name) => void lost.add(name),
    put: (name) => alarms.get(name)?.put,
  };
};

const remove = (alarms: Map<string, Alarm>, { AlarmNames = [] }: Asked['body']): Answer => {
  const names = AlarmNames as readonly string[];
  if (names.some((name) => !alarms.has(name))) return awsError('ResourceNotFound', 404);
  for (const name of names) alarms.delete(name);
  return {};
};

const describe = (alarms: ReadonlyMap<string, Alarm>, body: Asked['body']): Answer => {
  const { AlarmNames, AlarmNamePrefix = '', AlarmTypes = ['MetricAlarm'] } = body;
  const names = AlarmNames as readonly string[] | undefined;
  const found = [...alarms]
    .filter(([name]) => (names?.includes(name) ?? true) && name.startsWith(`${AlarmNamePrefix}`))
    .map(([AlarmName, { put, state, reason, atMs }]) => ({
      ...{ ...put, AlarmName, AlarmArn: arnOf(AlarmName), StateValue: state, StateReason: reason },
      ...{ StateUpdatedTimestamp: atMs / 1_000 + 7, StateTransitionedTimestamp: atMs / 1_000 },
    }))
    .filter((alarm) => (AlarmTypes as readonly string[]).includes(typeOf(alarm)));
  const { page, NextToken } = paged(found, body);
  const of = (type: string) => page.filter((alarm) => typeOf(alarm) === type);
  return { body: { MetricAlarms: of('MetricAlarm'), CompositeAlarms: of('CompositeAlarm'), NextToken } };
};

/** The ARN of an alarm there. */
export const arnOf = (name: string): string => `arn:aws:cloudwatch:eu-central-1:123456789012:alarm:${name}`;

const typeOf = (alarm: object) => ('AlarmRule' in alarm ? 'CompositeAlarm' : 'MetricAlarm');

const history = (alarms: ReadonlyMap<string, Alarm>, body: Asked['body']): Answer => {
  const { AlarmName, StartDate = 0, EndDate = Infinity, ScanBy = 'TimestampDescending' } = body;
  const items = (alarms.get(`${AlarmName}`)?.changes ?? [])
    .filter(({ atMs }) => atMs / 1_000 >= Number(StartDate) && atMs / 1_000 <= Number(EndDate))
    .map(({ atMs, from, to, reason }) => ({
      ...{ AlarmName, AlarmType: 'MetricAlarm', HistoryItemType: 'StateUpdate', Timestamp: atMs / 1_000 },
      HistorySummary: `Alarm updated from ${from} to ${to}`,
      HistoryData: JSON.stringify({
        version: '1.0',
        oldState: { stateValue: from },
        newState: { stateValue: to, stateReason: reason },
      }),
    }));
  const { page, NextToken } = paged(ScanBy === 'TimestampAscending' ? items : items.reverse(), body);
  return { body: { AlarmHistoryItems: page, NextToken } };
};

const paged = <T>(all: readonly T[], { NextToken = '0' }: Asked['body']) => {
  const next = Number(NextToken) + perPage;
  const page = all.slice(Number(NextToken), next);
  return { page, ...(next < all.length ? { NextToken: `${next}` } : { NextToken: undefined }) };
};
