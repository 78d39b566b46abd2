import { isMap, type RawMap } from '../../../documents/raw.ts';
import { isoDuration } from '../../../duration.ts';
import type { AskedProbe, ProbeMaker } from '../activity.ts';
import { carried, changed, type Draft, type DraftNote, derived, type Refusal, refused } from '../draft.ts';
import { conditionsOf, numberOf, wordOf } from '../values.ts';
import { boundsOf } from './tolerance.ts';

/** Where an argument of a probe stands in the source. */
export const placeOf = (asked: AskedProbe, name: string) => [...asked.at, name];

/** `cloudwatch.probes.get_alarm_state_value`. */
export const alarmState: ProbeMaker = (asked) => {
  const alarm = wordOf(asked.args.alarm_name);
  if (alarm === undefined) return { why: '`alarm_name` names no alarm' };
  if (wordOf(asked.tolerance)?.toUpperCase() !== 'OK')
    return {
      why: 'it does not want the alarm to be OK, and what is healthy raises no alarm',
      instead: 'add an alarm probe for it once its OK is what you want; the report says when an alarm fired',
    };
  return {
    part: { type: 'alarm', alarm },
    notes: [
      carried(placeOf(asked, 'alarm_name'), ['alarm'], 'the same alarm'),
      carried(asked.toleranceAt, ['type'], 'an alarm probe wants its alarm to be OK, here all the time'),
    ],
  };
};

/** `cloudwatch.probes.get_metric_statistics`: its period is its duration. */
export const metricStatistics: ProbeMaker = (asked) =>
  metricIn(asked, numberOf(asked.args.duration) ?? 60, ['statistic', 'extended_statistic']);

/** `cloudwatch.probes.get_metric_data`: the sum, the mean or an extreme of the whole duration. */
export const metricData: ProbeMaker = (asked) => {
  const made = metricIn(asked, numberOf(asked.args.duration) ?? 300, ['statistic']);
  if ('why' in made || asked.args.period === undefined) return made;
  const note = changed(
    placeOf(asked, 'period'),
    ['period'],
    'the periods of its duration are looked at together there; here `period` is what each reading is computed for',
  );
  return { ...made, notes: [...made.notes, note] };
};

const MINUTE = 60_000;

const metricIn = (asked: AskedProbe, seconds: number, statistics: readonly string[]): Draft | Refusal => {
  const { namespace, metric_name: metric } = asked.args;
  const dimensions = dimensionsOf(asked.args);
  const from = statistics.find((name) => wordOf(asked.args[name]) !== undefined);
  const bounds = boundsOf(asked.tolerance);
  if (dimensions === undefined) return { why: 'its dimensions cannot be read' };
  if (wordOf(namespace) === undefined || wordOf(metric) === undefined) return { why: 'it names no metric' };
  if (from === undefined) return { why: 'it names no statistic' };
  if ('why' in bounds) return bounds;
  const stat = STATS[wordOf(asked.args[from])?.toLowerCase() ?? ''] ?? wordOf(asked.args[from]);
  // What adds up needs the whole duration to be compared with its bounds; all else, and nothing at all, is seen sooner.
  const addsUp = (stat === 'Sum' || stat === 'SampleCount') && !(bounds.min === 0 && bounds.max === 0);
  const periodMs = addsUp ? Math.max(1, Math.ceil(seconds / 60)) * MINUTE : MINUTE;
  const query = { namespace: wordOf(namespace), metric: wordOf(metric), dimensions, stat };
  return {
    part: { type: 'metric', metrics: { value: query }, period: isoDuration(periodMs), bounds },
    notes: [...metricNotes(asked, from, seconds * 1000 === periodMs, addsUp), ...boundNotes(asked), silence],
  };
};

// A wrong spelling is refused by CloudWatch, and by our schema.
const STATS: Readonly<Record<string, string>> = Object.fromEntries(
  ['Sum', 'Average', 'Minimum', 'Maximum', 'SampleCount'].map((stat) => [stat.toLowerCase(), stat]),
);

const dimensionsOf = ({
  dimensions,
  dimension_name,
  dimension_value,
}: RawMap): Readonly<Record<string, string>> | undefined => {
  const [name, value] = [wordOf(dimension_name), wordOf(dimension_value)];
  if (dimensions === undefined || dimensions === null)
    return name === undefined || value === undefined ? undefined : { [name]: value };
  const pairs = conditionsOf(dimensions);
  return pairs && Object.fromEntries(pairs.map(({ name: key, values: [first = ''] }) => [key, first]));
};

const QUERY = ['metrics', 'value'];

const metricNotes = (
  asked: AskedProbe,
  statistic: string,
  whole: boolean,
  addsUp: boolean,
): readonly DraftNote[] => {
  const has = (name: string) => asked.args[name] !== undefined && asked.args[name] !== null;
  const same = (name: string, to: string) =>
    has(name) ? [carried(placeOf(asked, name), [...QUERY, to], 'named as CloudWatch names it')] : [];
  const gone = (name: string, message: string) => (has(name) ? [refused(placeOf(asked, name), message)] : []);
  return [
    ...same('namespace', 'namespace'),
    ...same('metric_name', 'metric'),
    ...['dimensions', 'dimension_name', 'dimension_value'].flatMap((name) => same(name, 'dimensions')),
    ...same(statistic, 'stat'),
    ...(statistic === 'extended_statistic'
      ? []
      : gone('extended_statistic', 'one statistic is enough, and the other one was taken')),
    ...durationNotes(asked, whole, addsUp),
    ...gone('offset', 'a probe looks at each period once it is over'),
    ...gone('unit', 'a probe takes the metric in the unit that it was published in'),
  ];
};

const durationNotes = (asked: AskedProbe, whole: boolean, addsUp: boolean): readonly DraftNote[] => {
  const to = ['period'];
  const from = placeOf(asked, 'duration');
  if (asked.args.duration === undefined || asked.args.duration === null)
    return [derived(to, addsUp ? "Chaos Toolkit's default duration" : 'every minute is looked at')];
  if (whole) return [carried(from, to, 'its duration is the period here')];
  if (addsUp) return [changed(from, to, 'its duration is the period here, in whole minutes')];
  return [
    changed(
      from,
      to,
      'every minute is looked at, rather than all of its duration at once: a fault may be over by then',
    ),
  ];
};

const boundNotes = ({ tolerance, toleranceAt }: AskedProbe): readonly DraftNote[] => [
  carried(
    toleranceAt,
    ['bounds'],
    Array.isArray(tolerance) || isMap(tolerance)
      ? 'the range is the bounds here'
      : 'the number is both bounds here',
  ),
];

const silence = derived(
  ['metrics'],
  'Chaos Toolkit takes silence for 0, or for an error; here it is a breach',
  'write `missingData: zero` if the metric exists only when something happens, and keep a probe that proves there is traffic',
);
