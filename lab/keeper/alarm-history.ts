import type { Transition } from '../cloudwatch/alarm-book.ts';
import { alarmEventDetail } from '../cloudwatch/alarm-event.ts';
import { ACCOUNT, REGION } from '../workload/settings.ts';
import type { AlarmHistoryItem } from './api.ts';
import type { EventLog } from './event-log.ts';

/** What happened to alarms: told as events at once, and remembered. */
export type AlarmHistory = {
  changed(transition: Transition): void;
  configured(alarmName: string, how: 'created' | 'updated' | 'deleted', atMs: number): void;
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
      const { alarmName } = configuration;
      events.publish({
        'detail-type': 'CloudWatch Alarm State Change',
        source: 'aws.cloudwatch',
        resources: [alarmArn(alarmName)],
        detail: alarmEventDetail(transition),
      });
      items.push({
        alarmName,
        atMs: current.atMs,
        type: 'StateUpdate',
        summary: `Alarm updated from ${previous.state} to ${current.state}`,
        previousState: previous.state,
        state: current.state,
        reason: current.reason,
      });
    },
    configured: (alarmName, how, atMs) => {
      items.push({ alarmName, atMs, type: 'ConfigurationUpdate', summary: `Alarm "${alarmName}" ${how}` });
    },
    of: (alarmName, fromMs) => items.filter((item) => item.alarmName === alarmName && item.atMs >= fromMs),
  };
};
