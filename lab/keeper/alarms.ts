import {
  type AlarmConfiguration,
  type AlarmState,
  type AnyAlarmConfiguration,
  type CompositeAlarmConfiguration,
  isComposite,
} from '../cloudwatch/alarm.ts';
import { type AlarmBook, type AlarmRecord, alarmBook, type Transition } from '../cloudwatch/alarm-book.ts';
import { evaluatedEveryMs } from '../cloudwatch/alarm-windows.ts';
import type { MetricStore } from '../cloudwatch/metric-store.ts';
import { alarmArn, alarmHistory } from './alarm-history.ts';
import type { Alarm, AlarmHistoryItem, AlarmOf, CompositeAlarm } from './api.ts';
import { checkAlarm } from './check-alarm.ts';
import { checkCompositeAlarm, checkDeletion } from './check-composite-alarm.ts';
import type { EventLog } from './event-log.ts';
import { Refusal } from './refusal.ts';

/** CloudWatch's alarms: evaluated as the data comes in, told as events, with a history. */
export type Alarms = {
  put(configuration: AlarmConfiguration): Alarm;
  putComposite(configuration: CompositeAlarmConfiguration): CompositeAlarm;
  /** The metric alarms. */
  list(): readonly Alarm[];
  composites(): readonly CompositeAlarm[];
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
  const book = alarmBook(store, alarmArn);
  const history = alarmHistory(events);
  const nextDueMs = new Map<string, number>();
  const tell = (transitions: readonly Transition[]) => transitions.forEach(history.changed);

  const evaluate = ({ alarmName, periodMs }: AlarmConfiguration, untilMs: number) => {
    const grid = evaluatedEveryMs(periodMs);
    nextDueMs.set(alarmName, (Math.floor(untilMs / grid) + 1) * grid);
    tell(book.evaluate(alarmName, untilMs, now()));
  };

  const configure = (configuration: AnyAlarmConfiguration) => {
    const { alarmName } = configuration;
    const how = book.get(alarmName) ? 'updated' : 'created';
    const transitions = book.put(configuration, now());
    const { createdAtMs, current } = known(book, alarmName);
    const before = transitions[0]?.previous ?? current;
    history.configured({ configuration, createdAtMs, current: before }, how, now());
    tell(transitions);
  };

  const remove = (alarmName: string) => {
    const alarm = known(book, alarmName);
    book.remove(alarmName);
    nextDueMs.delete(alarmName);
    history.configured(alarm, 'deleted', now());
  };

  return {
    put: (configuration) => {
      checkAlarm(configuration, book);
      configure(configuration);
      evaluate(configuration, completeUntil());
      return describe(known(book, configuration.alarmName), configuration);
    },
    putComposite: (configuration) => {
      checkCompositeAlarm(configuration, book);
      configure(configuration);
      return describe(known(book, configuration.alarmName), configuration);
    },
    list: () =>
      book
        .list()
        .flatMap((alarm) => (isComposite(alarm.configuration) ? [] : [describe(alarm, alarm.configuration)])),
    composites: () =>
      book
        .list()
        .flatMap((alarm) => (isComposite(alarm.configuration) ? [describe(alarm, alarm.configuration)] : [])),
    remove: (alarmNames) => {
      checkDeletion(alarmNames, book);
      // "If you specify any incorrect alarm names, the alarms you specify with correct names are still deleted."
      const [there, missing] = [alarmNames.filter(book.get), alarmNames.filter((name) => !book.get(name))];
      for (const alarmName of there) remove(alarmName);
      for (const alarmName of missing) known(book, alarmName);
    },
    set: (alarmName, state, reason) => {
      known(book, alarmName);
      tell(book.set(alarmName, state, reason, now()));
    },
    history: history.of,
    advance: () => {
      const untilMs = completeUntil();
      for (const { configuration } of book.list()) {
        if (isComposite(configuration)) continue;
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

const describe = <Configuration extends AnyAlarmConfiguration>(
  { current, createdAtMs, evaluatedAtMs }: AlarmRecord,
  configuration: Configuration,
): AlarmOf<Configuration> => ({
  arn: alarmArn(configuration.alarmName),
  configuration,
  state: current.state,
  stateReason: current.reason,
  stateUpdatedAtMs: current.atMs,
  createdAtMs,
  ...(evaluatedAtMs !== undefined && { evaluatedAtMs }),
});
