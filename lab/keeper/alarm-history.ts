import { type AnyAlarmConfiguration, isComposite } from '../cloudwatch/alarm.ts';
import type { AlarmRecord, StateRecord, Transition } from '../cloudwatch/alarm-book.ts';
import { alarmEventDetail } from '../cloudwatch/alarm-event.ts';
import { awsTimestamp } from '../cloudwatch/aws-timestamp.ts';
import { ACCOUNT, REGION } from '../workload/settings.ts';
import type { AlarmHistoryItem } from './api.ts';
import type { EventLog } from './event-log.ts';

/** What happened to alarms: told as events at once, and remembered. */
export type AlarmHistory = {
  changed(transition: Transition): void;
  configured(alarm: AlarmRecord, how: 'created' | 'updated' | 'deleted', atMs: number): void;
  /** Oldest first. */
  of(alarmName: string, fromMs: number): readonly AlarmHistoryItem[];
};

/** An alarm's ARN. */
export const alarmArn = (alarmName: string): string =>
  `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:${alarmName}`;

/** A history that is kept as long as the keeper lives. */
export const alarmHistory = (events: EventLog): AlarmHistory => {
  const items: AlarmHistoryItem[] = [];
  return {
    changed: (transition) => {
      const { configuration, previous, current } = transition;
      events.publish({
        'detail-type': 'CloudWatch Alarm State Change',
        source: 'aws.cloudwatch',
        resources: [alarmArn(configuration.alarmName)],
        detail: alarmEventDetail(transition),
      });
      items.push({
        ...subject(configuration),
        atMs: current.atMs,
        type: 'StateUpdate',
        summary: `Alarm updated from ${previous.state} to ${current.state}`,
        data: JSON.stringify({ version: '1.0', oldState: stateData(previous), newState: stateData(current) }),
        previousState: previous.state,
        state: current.state,
        reason: current.reason,
      });
    },
    configured: (alarm, how, atMs) => {
      const { alarmName } = alarm.configuration;
      items.push({
        ...subject(alarm.configuration),
        atMs,
        type: 'ConfigurationUpdate',
        summary: `Alarm "${alarmName}" ${how}`,
        data: JSON.stringify({ version: '1.0', ...configurationData(alarm, how) }),
      });
    },
    of: (alarmName, fromMs) => items.filter((item) => item.alarmName === alarmName && item.atMs >= fromMs),
  };
};

const subject = (configuration: AnyAlarmConfiguration) => ({
  alarmName: configuration.alarmName,
  alarmType: isComposite(configuration) ? ('CompositeAlarm' as const) : ('MetricAlarm' as const),
});

// The field names are those of the AWS CLI's example of describe-alarm-history.
const stateData = ({ state, reason, reasonData }: StateRecord) => ({
  stateValue: state,
  stateReason: reason,
  ...(reasonData !== undefined && { stateReasonData: JSON.parse(reasonData) }),
});

const KINDS = {
  created: ['Create', 'createdAlarm'],
  updated: ['Update', 'updatedAlarm'],
  deleted: ['Delete', 'deletedAlarm'],
} as const;

const configurationData = ({ configuration, current }: AlarmRecord, how: keyof typeof KINDS) => {
  const [type, field] = KINDS[how];
  const { description, tags: _, ...settings } = configuration;
  const alarm = {
    ...settings,
    alarmArn: alarmArn(configuration.alarmName),
    ...(description !== '' && { alarmDescription: description }),
    ...{ stateValue: current.state, stateReason: current.reason },
    stateUpdatedTimestamp: awsTimestamp(current.atMs),
  };
  return { type, [field]: alarm };
};
