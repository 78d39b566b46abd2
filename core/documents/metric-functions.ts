/** What an expression gives: one number, one series, or several series (S, TS and TS[] in CloudWatch's tables). */
export type MetricType = 'number' | 'series' | 'array';

/** One argument of a function: the types or words it may be, and how to say that. */
export type Parameter = {
  readonly types: readonly MetricType[];
  readonly says: string;
  readonly words?: readonly string[];
  readonly text?: true;
  /** Only a metric's id, and no expression. */
  readonly id?: true;
  readonly optional?: true;
};

/** A function of metric math. */
export type MetricFunction = {
  readonly parameters: readonly Parameter[];
  readonly gives: (types: readonly MetricType[]) => MetricType;
};

const series: Parameter = { types: ['series'], says: 'a metric or another series' };
const anySeries: Parameter = { types: ['series', 'array'], says: 'a metric or another series' };
const array: Parameter = { types: ['array'], says: 'several series, as `METRICS()` or `[id, id]`' };
const number: Parameter = { types: ['number'], says: 'a number' };
const either: Parameter = { types: ['number', 'series'], says: 'a number or a series' };
const text: Parameter = { types: [], text: true, says: 'a text in quotes' };
const oneOf = (...words: string[]): Parameter => ({ types: [], words, says: `one of ${words.join(', ')}` });
const optional = (parameter: Parameter): Parameter => ({ ...parameter, optional: true });

const filler: Parameter = {
  types: ['number', 'series'],
  words: ['REPEAT', 'LINEAR'],
  says: 'a number, `REPEAT` or `LINEAR`',
};

const same = ([first = 'series']: readonly MetricType[]): MetricType => first;
const reduced = ([first]: readonly MetricType[]): MetricType => (first === 'array' ? 'series' : 'number');
const always = (type: MetricType) => (): MetricType => type;

const perPoint: MetricFunction = { parameters: [anySeries], gives: same };
const summary: MetricFunction = { parameters: [anySeries], gives: reduced };
const calendar: MetricFunction = { parameters: [series], gives: always('series') };
const pick: MetricFunction = { parameters: [array], gives: always('series') };

/** The functions of metric math (CW/using-metric-math, "Functions supported for metric math"). */
export const METRIC_FUNCTIONS: Readonly<Record<string, MetricFunction>> = {
  ABS: perPoint,
  AVG: summary,
  CEIL: perPoint,
  DATAPOINT_COUNT: summary,
  DATE: calendar,
  DAY: calendar,
  DIFF: perPoint,
  DIFF_TIME: perPoint,
  EPOCH: calendar,
  FILL: { parameters: [{ ...anySeries, says: 'a metric id' }, filler], gives: same },
  FIRST: pick,
  FLOOR: perPoint,
  HOUR: calendar,
  IF: {
    parameters: [either, either, optional(either)],
    gives: (types) => (types.includes('series') ? 'series' : 'number'),
  },
  LAST: pick,
  LOG: perPoint,
  LOG10: perPoint,
  MAX: summary,
  METRICS: { parameters: [optional(text)], gives: always('array') },
  METRIC_COUNT: { parameters: [array], gives: always('number') },
  MIN: summary,
  MINUTE: calendar,
  MONTH: calendar,
  PERIOD: { parameters: [{ types: [], id: true, says: 'a metric id' }], gives: always('number') },
  RATE: perPoint,
  REMOVE_EMPTY: { parameters: [array], gives: always('array') },
  RUNNING_SUM: perPoint,
  SLICE: { parameters: [array, number, optional(number)], gives: always('array') },
  SORT: {
    parameters: [array, oneOf('AVG', 'MIN', 'MAX', 'SUM'), oneOf('ASC', 'DESC'), optional(number)],
    gives: always('array'),
  },
  STDDEV: summary,
  SUM: summary,
  TIME_SERIES: { parameters: [number], gives: always('series') },
  YEAR: calendar,
  ANOMALY_DETECTION_BAND: { parameters: [series, optional(number)], gives: always('array') },
  DB_PERF_INSIGHTS: { parameters: [text, text, text], gives: always('series') },
  INSIGHT_RULE_METRIC: { parameters: [text, text], gives: always('series') },
  SEARCH: { parameters: [text, text, optional(number)], gives: always('array') },
  SERVICE_QUOTA: { parameters: [series], gives: always('series') },
};

/** Functions whose data only AWS has: an expression with one of them is right, and the lab cannot compute it. */
export const ONLY_ON_AWS: ReadonlySet<string> = new Set([
  'ANOMALY_DETECTION_BAND',
  'DB_PERF_INSIGHTS',
  'INSIGHT_RULE_METRIC',
  'SEARCH',
  'SERVICE_QUOTA',
]);

/** Functions that read metrics without naming one by its id. */
export const NAMES_NO_METRIC: readonly string[] = [
  'METRICS',
  'SEARCH',
  'INSIGHT_RULE_METRIC',
  'DB_PERF_INSIGHTS',
];
