import type { AlarmConfiguration, AlarmState } from '../cloudwatch/alarm.ts';
import { type AlarmRecord, alarmBook, type Transition } from '../cloudwatch/alarm-book.ts';
import { alarmEventDetail } from '../cloudwatch/alarm-event.ts';
import { evaluatedEveryMs } from '../cloudwatch/alarm-windows.ts';
import type { MetricStore } from '../cloudwatch/metric-store.ts';
import { ACCOUNT, REGION } from '../workload/settings.ts';
import type { Alarm, AlarmHistoryItem } from './api.ts';
import { checkAlarm } from './check-alarm.ts';
import type { EventLog } from './event-log.ts';
import { Refusal } from './refusal.ts';

/** CloudWatch's alarms: evaluated as the data comes in, told as events, with a history. */
export type Alarms = {
  put(configuration: AlarmConfiguration): Alarm;
  list(): readonly Alarm[];
  remove(alarmNames: readonly string[]): void;
  set(alarmName: string, state: AlarmState, reason: string): void;
  /** Oldest first. */
  history(alarmName: string, fromMs: number): readonly AlarmHistoryItem[];
  /** Evaluates every alarm whose next evaluation the data now covers. */
  advance(): void;
};

/** What the alarms need: time, data, how far the data reaches, and someone to tell. */
export type AlarmDependencies = {
  readonly now: () => number;
  readonly store: MetricStore;
  readonly completeUntil: () => number;
  readonly events: EventLog;
};

/** No alarms yet. */
export const alarms = ({ now, store, completeUntil, events }: AlarmDependencies): Alarms => {
  const book = alarmBook(store);
  const nextDueMs = new Map<string, number>();
  const history: AlarmHistoryItem[] = [];

  const told = (transition: Transition | undefined) => {
    if (transition === undefined) return;
    const { configuration, previous, current } = transition;
    events.publish({
      'detail-type': 'CloudWatch Alarm State Change',
      source: 'aws.cloudwatch',
      resources: [arnOf(configuration.alarmName)],
      detail: alarmEventDetail(transition),
    });
    history.push({
      alarmName: configuration.alarmName,
      atMs: current.atMs,
      type: 'StateUpdate',
      summary: `Alarm updated from ${previous.state} to ${current.state}`,
      previousState: previous.state,
      state: current.state,
      reason: current.reason,
    });
  };

  const evaluate = ({ alarmName, periodMs }: AlarmConfiguration, untilMs: number) => {
    const grid = evaluatedEveryMs(periodMs);
    nextDueMs.set(alarmName, (Math.floor(untilMs / grid) + 1) * grid);
    told(book.evaluate(alarmName, untilMs, now()));
  };

  const known = (alarmName: string): AlarmRecord => {
    const alarm = book.get(alarmName);
    if (alarm === undefined) throw new Refusal('ResourceNotFound', `There is no alarm ${alarmName}.`, 404);
    return alarm;
  };

  return {
    put: (configuration) => {
      checkAlarm(configuration);
      const { alarmName } = configuration;
      const verb = book.get(alarmName) ? 'updated' : 'created';
      book.put(configuration, now());
      const summary = `Alarm "${alarmName}" ${verb}`;
      history.push({ alarmName, atMs: now(), type: 'ConfigurationUpdate', summary });
      evaluate(configuration, completeUntil());
      return describe(known(alarmName));
    },
    list: () => book.list().map(describe),
    remove: (alarmNames) => {
      alarmNames.forEach(known);
      for (const alarmName of alarmNames) {
        book.remove(alarmName);
        nextDueMs.delete(alarmName);
        const summary = `Alarm "${alarmName}" deleted`;
        history.push({ alarmName, atMs: now(), type: 'ConfigurationUpdate', summary });
      }
    },
    set: (alarmName, state, reason) => {
      known(alarmName);
      told(book.set(alarmName, state, reason, now()));
    },
    history: (alarmName, fromMs) =>
      history.filter((item) => item.alarmName === alarmName && item.atMs >= fromMs),
    advance: () => {
      const untilMs = completeUntil();
      for (const { configuration } of book.list()) {
        if (untilMs >= (nextDueMs.get(configuration.alarmName) ?? 0)) evaluate(configuration, untilMs);
      }
    },
  };
};

const arnOf = (alarmName: string) => `arn:aws:cloudwatch:${REGION}:${ACCOUNT}:alarm:${alarmName}`;

const describe = ({ configuration, current, createdAtMs, evaluatedAtMs }: AlarmRecord): Alarm => ({
  arn: arnOf(configuration.alarmName),
  configuration,
  state: current.state,
  stateReason: current.reason,
  stateUpdatedAtMs: current.atMs,
  createdAtMs,
  ...(evaluatedAtMs !== undefined && { evaluatedAtMs }),
});
