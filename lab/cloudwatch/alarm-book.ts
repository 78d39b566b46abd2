import type { AlarmConfiguration, AlarmState } from './alarm.ts';
import { windowsUntil } from './alarm-windows.ts';
import { evaluateAlarm, evaluationRange } from './evaluate-alarm.ts';
import { evaluate } from './expression.ts';
import type { MetricStore } from './metric-store.ts';
import { type Datapoint, stateReason, stateReasonData } from './state-reason.ts';

/** An alarm's state and since when it is in it. */
export type StateRecord = {
  readonly state: AlarmState;
  readonly reason: string;
  readonly reasonData?: string;
  readonly atMs: number;
};

/** An alarm as the book keeps it. */
export type AlarmRecord = {
  readonly configuration: AlarmConfiguration;
  readonly createdAtMs: number;
  readonly current: StateRecord;
  readonly evaluatedAtMs?: number;
};

/** A state that was left, and the one that was entered. */
export type Transition = {
  readonly configuration: AlarmConfiguration;
  readonly previous: StateRecord;
  readonly current: StateRecord;
};

/** All alarms. Time comes in as an argument; each method gives the transition it caused, if any. */
export type AlarmBook = {
  /** Creates or replaces. A replaced alarm keeps its state, as PutMetricAlarm does. */
  put(configuration: AlarmConfiguration, nowMs: number): AlarmRecord;
  get(alarmName: string): AlarmRecord | undefined;
  list(): readonly AlarmRecord[];
  remove(alarmName: string): void;
  set(alarmName: string, state: AlarmState, reason: string, nowMs: number): Transition | undefined;
  /** Applies the rules to the data there is up to `completeUntilMs`. */
  evaluate(alarmName: string, completeUntilMs: number, nowMs: number): Transition | undefined;
};

const CREATED = 'Unchecked: Initial alarm creation';

/** An empty book of alarms on the metrics of a store. */
export const alarmBook = (store: MetricStore): AlarmBook => {
  const alarms = new Map<string, AlarmRecord>();

  const enter = (alarm: AlarmRecord, next: StateRecord): Transition | undefined => {
    const { configuration, current } = alarm;
    if (current.state === next.state) return undefined;
    alarms.set(configuration.alarmName, { ...alarm, current: next });
    return { configuration, previous: current, current: next };
  };

  return {
    put: (configuration, nowMs) => {
      const known = alarms.get(configuration.alarmName);
      const fresh = { state: 'INSUFFICIENT_DATA', reason: CREATED, atMs: nowMs } as const;
      const alarm = known
        ? { ...known, configuration }
        : { configuration, createdAtMs: nowMs, current: fresh };
      alarms.set(configuration.alarmName, alarm);
      return alarm;
    },
    get: (alarmName) => alarms.get(alarmName),
    list: () => [...alarms.values()],
    remove: (alarmName) => {
      alarms.delete(alarmName);
    },
    set: (alarmName, state, reason, nowMs) => {
      const alarm = alarms.get(alarmName);
      return alarm && enter(alarm, { state, reason, atMs: nowMs });
    },
    evaluate: (alarmName, completeUntilMs, nowMs) => {
      const alarm = alarms.get(alarmName);
      if (alarm === undefined) return undefined;
      const evaluated = { ...alarm, evaluatedAtMs: nowMs };
      alarms.set(alarmName, evaluated);
      return enter(evaluated, judged(store, evaluated, completeUntilMs, nowMs));
    },
  };
};

const judged = (
  store: MetricStore,
  { configuration, current }: AlarmRecord,
  untilMs: number,
  nowMs: number,
): StateRecord => {
  const range = rangeOf(store, configuration, untilMs);
  const values = range.map(({ value }) => value);
  const state = evaluateAlarm(configuration, values, current.state);
  return {
    state,
    reason: stateReason(configuration, state, range),
    reasonData: stateReasonData(configuration, range, nowMs),
    atMs: nowMs,
  };
};

const rangeOf = (store: MetricStore, configuration: AlarmConfiguration, untilMs: number): Datapoint[] => {
  const { expression, metrics, periodMs, evaluationPeriods } = configuration;
  return windowsUntil(untilMs, periodMs, evaluationRange(evaluationPeriods)).map((window) => ({
    window,
    value: evaluate(expression, (id) => {
      const query = metrics[id];
      return query && store.datapoint(query, window.fromMs, window.toMs);
    }),
  }));
};
