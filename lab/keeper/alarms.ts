import type { AlarmConfiguration, AlarmState } from '../cloudwatch/alarm.ts';
import { type AlarmBook, type AlarmRecord, alarmBook } from '../cloudwatch/alarm-book.ts';
import { evaluatedEveryMs } from '../cloudwatch/alarm-windows.ts';
import type { MetricStore } from '../cloudwatch/metric-store.ts';
import { alarmArn, alarmHistory } from './alarm-history.ts';
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
  const history = alarmHistory(events);
  const nextDueMs = new Map<string, number>();

  const evaluate = ({ alarmName, periodMs }: AlarmConfiguration, untilMs: number) => {
    const grid = evaluatedEveryMs(periodMs);
    nextDueMs.set(alarmName, (Math.floor(untilMs / grid) + 1) * grid);
    const transition = book.evaluate(alarmName, untilMs, now());
    if (transition) history.changed(transition);
  };

  return {
    put: (configuration) => {
      checkAlarm(configuration);
      const { alarmName } = configuration;
      history.configured(alarmName, book.get(alarmName) ? 'updated' : 'created', now());
      book.put(configuration, now());
      evaluate(configuration, completeUntil());
      return describe(known(book, alarmName));
    },
    list: () => book.list().map(describe),
    remove: (alarmNames) => {
      for (const alarmName of alarmNames) known(book, alarmName);
      for (const alarmName of alarmNames) {
        book.remove(alarmName);
        nextDueMs.delete(alarmName);
        history.configured(alarmName, 'deleted', now());
      }
    },
    set: (alarmName, state, reason) => {
      known(book, alarmName);
      const transition = book.set(alarmName, state, reason, now());
      if (transition) history.changed(transition);
    },
    history: history.of,
    advance: () => {
      const untilMs = completeUntil();
      for (const { configuration } of book.list()) {
        if (untilMs >= (nextDueMs.get(configuration.alarmName) ?? 0)) evaluate(configuration, untilMs);
      }
    },
  };
};

const known = (book: AlarmBook, alarmName: string): AlarmRecord => {
  const alarm = book.get(alarmName);
  if (alarm === undefined) throw new Refusal('ResourceNotFound', `There is no alarm ${alarmName}.`, 404);
  return alarm;
};

const describe = ({ configuration, current, createdAtMs, evaluatedAtMs }: AlarmRecord): Alarm => ({
  arn: alarmArn(configuration.alarmName),
  configuration,
  state: current.state,
  stateReason: current.reason,
  stateUpdatedAtMs: current.atMs,
  createdAtMs,
  ...(evaluatedAtMs !== undefined && { evaluatedAtMs }),
});
