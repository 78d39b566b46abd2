import type { AlarmConfiguration, AlarmState } from './alarm.ts';
import type { StateRecord } from './alarm-book.ts';
import { windowsUntil } from './alarm-windows.ts';
import { evaluateAlarm, evaluationRange } from './evaluate-alarm.ts';
import { evaluateSeries } from './expression.ts';
import { mathInput } from './math-input.ts';
import type { MetricStore } from './metric-store.ts';
import { type Datapoint, stateReason, stateReasonData } from './state-reason.ts';

/** The state the rules put a metric alarm in, given the data there is up to `untilMs`, and why. */
export const judgeMetricAlarm = (
  store: MetricStore,
  configuration: AlarmConfiguration,
  current: AlarmState,
  untilMs: number,
  nowMs: number,
): StateRecord => {
  const range = rangeOf(store, configuration, untilMs);
  const values = range.map(({ value }) => value);
  const state = evaluateAlarm(configuration, values, current);
  return {
    state,
    reason: stateReason(configuration, current, state, range),
    reasonData: stateReasonData(configuration, range, nowMs),
    atMs: nowMs,
  };
};

const rangeOf = (store: MetricStore, configuration: AlarmConfiguration, untilMs: number): Datapoint[] => {
  const { expression, metrics, periodMs, evaluationPeriods } = configuration;
  const windows = windowsUntil(untilMs, periodMs, evaluationRange(evaluationPeriods));
  const values = evaluateSeries(expression, mathInput(store, metrics, periodMs, windows));
  return windows.map((window, index) => ({ window, value: values[index] }));
};
