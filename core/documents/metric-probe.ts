import * as z from 'zod';
import { duration, filled, prose, type Range, text } from './fields.ts';
import { missingData, probeName, tolerance } from './probe-fields.ts';

const metricQuery = z
  .strictObject({
    namespace: prose("The metric's namespace, as CloudWatch writes it.", 'AWS/ApplicationELB'),
    metric: prose("The metric's name, as CloudWatch writes it.", 'HTTPCode_ELB_5XX_Count'),
    dimensions: z
      .record(z.string(), prose('The value of a dimension.', 'app/shop/1'))
      .default({})
      .meta({ description: 'Which series of the metric.', examples: [{ LoadBalancer: 'app/shop/1' }] }),
    stat: text(
      /^(Sum|Average|Minimum|Maximum|SampleCount|IQM|(p|tm|wm|tc|ts)\d{1,2}(\.\d{1,10})?|p100)$/,
      'a CloudWatch statistic',
      { description: 'How the datapoints of a period become one.', examples: ['Sum', 'Average', 'p99'] },
    ),
  })
  .meta({ title: 'Metric', description: 'One metric, named as CloudWatch names it.' });

/** What a metric probe and an error budget say alike: which metrics, and how they become one number. */
export const metricFields = {
  expression: prose(
    'Arithmetic on the ids of `metrics`: + - * / ( ), numbers, and FILL(id, number) for periods without a datapoint. May be left out where there is one metric only.',
    '100 * errors / requests',
  ).exactOptional(),
  metrics: filled(
    z.record(
      text(/^[a-z][A-Za-z0-9_]{0,254}$/, 'a metric id (a lower-case letter, then letters, digits and _)', {
        description: 'The id the expression uses.',
        examples: ['errors'],
      }),
      metricQuery,
    ),
    'name at least one metric',
    { description: 'The metrics the expression reads, each under an id of your choice.' },
  ),
};

const HIGH_RESOLUTION = new Set([10, 20, 30].map((seconds) => seconds * 1000));
const PERIOD: Range = {
  allows: (ms) => HIGH_RESOLUTION.has(ms) || (ms > 0 && ms % 60_000 === 0 && ms <= 86_400_000),
  // A metric may have periods of 1 and 5 s, but no alarm, and each probe becomes one.
  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricStat.html
  flaw: 'is not a period an alarm can have',
  fix: 'write whole minutes up to `P1D`, or `PT10S`, `PT20S`, `PT30S` for high-resolution metrics',
};

const bound = (side: string) =>
  z.number().exactOptional().describe(`The ${side} reading that is still good.`);

/** A probe on metrics. */
export const metricProbe = z
  .strictObject({
    name: probeName,
    type: z.literal('metric').describe('A number CloudWatch computes.'),
    ...metricFields,
    period: duration('One reading is computed for each period.', 'PT1M', PERIOD).prefault('PT1M'),
    delay: duration(
      'How long after a period its data may still be on their way; nothing is read before. Without it: as long as a period, at most `PT1M`.',
      'PT3M',
    ).exactOptional(),
    bounds: z.strictObject({ min: bound('lowest'), max: bound('highest') }).meta({
      ...{ title: 'Bounds', description: 'The good readings, both ends included; give at least one.' },
      ...{ examples: [{ max: 5 }], anyOf: [{ required: ['min'] }, { required: ['max'] }] },
    }),
    missingData,
    tolerance,
  })
  .meta({
    title: 'Metric probe',
    description: 'A number CloudWatch computes, and the bounds it must stay in.',
  });
