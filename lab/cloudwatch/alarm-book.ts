import {
  type AlarmState,
  type AnyAlarmConfiguration,
  type CompositeAlarmConfiguration,
  isComposite,
} from './alarm.ts';
import { type AlarmRule, childrenOf, ruleHolds } from './alarm-rule.ts';
import { affectedBy, isInCycle, watchersOf } from './composite-order.ts';
import { becauseOf, becauseOfItself } from './composite-reason.ts';
import { judgeMetricAlarm } from './judge-metric-alarm.ts';
import type { MetricStore } from './metric-store.ts';
import { parseAlarmRule } from './parse-alarm-rule.ts';

/** An alarm's state and since when it is in it. */
export type StateRecord = {
  readonly state: AlarmState;
  readonly reason: string;
  readonly reasonData?: string;
  readonly atMs: number;
};

/** An alarm as the book keeps it. */
export type AlarmRecord<Configuration extends AnyAlarmConfiguration = AnyAlarmConfiguration> = {
  readonly configuration: Configuration;
  readonly createdAtMs: number;
  readonly current: StateRecord;
  readonly evaluatedAtMs?: number;
};

/** A state that was left, and the one that was entered. */
export type Transition = {
  readonly configuration: AnyAlarmConfiguration;
  readonly previous: StateRecord;
  readonly current: StateRecord;
};

/**
 * All alarms. Time comes in as an argument; each method gives the transitions it caused, those of the composite alarms
 * that look at a changed one included.
 */
export type AlarmBook = {
  /** Creates or replaces. A replaced alarm keeps its state, as PutMetricAlarm does; a composite one is evaluated at once. */
  put(configuration: AnyAlarmConfiguration, nowMs: number): readonly Transition[];
  get(alarmName: string): AlarmRecord | undefined;
  list(): readonly AlarmRecord[];
  remove(alarmName: string): void;
  /** The composite alarms whose rules mention it. */
  watchersOf(alarmName: string): readonly string[];
  set(alarmName: string, state: AlarmState, reason: string, nowMs: number): readonly Transition[];
  /** Applies the rules of a metric alarm to the data there is up to `completeUntilMs`. */
  evaluate(alarmName: string, completeUntilMs: number, nowMs: number): readonly Transition[];
};

const CREATED = 'Unchecked: Initial alarm creation';
const NEVER: AlarmRule = { kind: 'constant', value: false };

/** An empty book of alarms on the metrics of a store; `arnOf` names an alarm in the reasons of composite ones. */
export const alarmBook = (store: MetricStore, arnOf: (alarmName: string) => string): AlarmBook => {
  const alarms = new Map<string, AlarmRecord>();
  const rules = new Map<string, AlarmRule>();
  const children = () => new Map([...rules].map(([name, rule]) => [name, childrenOf(rule)]));
  const stateOf = (alarmName: string) => alarms.get(alarmName)?.current.state;

  const enter = ({ configuration, current }: AlarmRecord, next: StateRecord): Transition | undefined => {
    if (current.state === next.state) return undefined;
    const { alarmName } = configuration;
    alarms.set(alarmName, { ...alarms.get(alarmName), configuration, current: next } as AlarmRecord);
    return { configuration, previous: current, current: next };
  };

  const judge = (
    alarmName: string,
    nowMs: number,
    why: (state: AlarmState) => Omit<StateRecord, 'state'>,
  ) => {
    const alarm = alarms.get(alarmName);
    if (alarm === undefined) return undefined;
    const evaluated = { ...alarm, evaluatedAtMs: nowMs };
    alarms.set(alarmName, evaluated);
    const state = ruleHolds(rules.get(alarmName) ?? NEVER, stateOf) ? 'ALARM' : 'OK';
    return enter(evaluated, { state, ...why(state) });
  };

  /** The transition and those it causes, in the order they happen. */
  const spread = (first: Transition | undefined, nowMs: number): readonly Transition[] => {
    if (first === undefined) return [];
    const graph = children();
    const happened = [first];
    for (const name of affectedBy(first.configuration.alarmName, graph)) {
      const cause = happened.findLast(({ configuration }) =>
        graph.get(name)?.includes(configuration.alarmName),
      );
      const next = cause && judge(name, nowMs, () => becauseOf(cause, arnOf, nowMs));
      if (next) happened.push(next);
    }
    return happened;
  };

  const putComposite = (configuration: CompositeAlarmConfiguration, known: boolean, nowMs: number) => {
    const { alarmName, alarmRule } = configuration;
    const parsed = parseAlarmRule(alarmRule);
    rules.set(alarmName, parsed.ok ? parsed.value : NEVER);
    if (isInCycle(alarmName, children())) return [];
    return spread(
      judge(alarmName, nowMs, (state) => becauseOfItself(arnOf(alarmName), known, state, nowMs)),
      nowMs,
    );
  };

  return {
    put: (configuration, nowMs) => {
      const { alarmName } = configuration;
      const known = alarms.get(alarmName);
      const current = known?.current ?? { state: 'INSUFFICIENT_DATA', reason: CREATED, atMs: nowMs };
      alarms.set(alarmName, { createdAtMs: nowMs, ...known, configuration, current });
      return isComposite(configuration) ? putComposite(configuration, known !== undefined, nowMs) : [];
    },
    get: (alarmName) => alarms.get(alarmName),
    list: () => [...alarms.values()],
    remove: (alarmName) => {
      alarms.delete(alarmName);
      rules.delete(alarmName);
    },
    watchersOf: (alarmName) => watchersOf(alarmName, children()),
    set: (alarmName, state, reason, nowMs) => {
      const alarm = alarms.get(alarmName);
      return spread(alarm && enter(alarm, { state, reason, atMs: nowMs }), nowMs);
    },
    evaluate: (alarmName, completeUntilMs, nowMs) => {
      const alarm = alarms.get(alarmName);
      if (alarm === undefined || isComposite(alarm.configuration)) return [];
      const evaluated = { ...alarm, evaluatedAtMs: nowMs };
      alarms.set(alarmName, evaluated);
      return spread(
        enter(
          evaluated,
          judgeMetricAlarm(store, alarm.configuration, alarm.current.state, completeUntilMs, nowMs),
        ),
        nowMs,
      );
    },
  };
};
