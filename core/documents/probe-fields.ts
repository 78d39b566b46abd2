import * as z from 'zod';
import { duration, filled, name, prose, type Range, read, text } from './fields.ts';
import { parseHttpUrl } from './url.ts';

const probeName = name(
  'What the probe is called in plans, logs and reports; unique in the experiment.',
  'error-rate',
);

const missingData = z
  .enum(['breach', 'zero', 'ignore'])
  .default('breach')
  .describe(
    'What a reading that did not come means. `breach`: silence is not health. `zero`: as if it read 0, for counts that exist only when something happens. `ignore`: skip it.',
  );

const count = (description: string) => z.int().min(1).max(100).default(1).describe(description);

const tolerance = z
  .strictObject({
    breaches: count('So many bad readings …'),
    of: count('… among the last so many make a breach of the probe.'),
  })
  .prefault({})
  .meta({
    title: 'Tolerance',
    description: 'How many bad readings it takes. By default a single one is a breach.',
    examples: [{ breaches: 2, of: 3 }],
  });

const alarmProbe = z
  .strictObject({
    name: probeName,
    type: z.literal('alarm').describe('The state of a CloudWatch alarm.'),
    alarm: prose('The alarm that must be OK: its name, or its ARN.', 'shop-5xx'),
  })
  .meta({ title: 'Alarm probe', description: 'A CloudWatch alarm that must be OK.' });

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

const HIGH_RESOLUTION = new Set([1, 5, 10, 20, 30].map((seconds) => seconds * 1000));
const PERIOD: Range = {
  allows: (ms) => HIGH_RESOLUTION.has(ms) || (ms > 0 && ms % 60_000 === 0 && ms <= 86_400_000),
  flaw: 'is not a period CloudWatch has',
  fix: 'write whole minutes up to `P1D`, or `PT1S`, `PT5S`, `PT10S`, `PT20S`, `PT30S` for high-resolution metrics',
};

const bound = (side: string) =>
  z.number().exactOptional().describe(`The ${side} reading that is still good.`);

const metricProbe = z
  .strictObject({
    name: probeName,
    type: z.literal('metric').describe('A number CloudWatch computes.'),
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
    period: duration('One reading is computed for each period.', 'PT1M', PERIOD).prefault('PT1M'),
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

const httpStatus = z.int().min(100).max(599);

const httpProbe = z
  .strictObject({
    name: probeName,
    type: z.literal('http').describe('A request a user could make.'),
    url: read(parseHttpUrl, {
      description: 'What is asked for: http or https, without credentials.',
      examples: ['https://shop.example.com/'],
      pattern: '^https?://',
    }),
    method: z
      .enum(['GET', 'HEAD'])
      .default('GET')
      .describe('How it is asked for; nothing that could change anything.'),
    every: duration('The pause from one request to the next.', 'PT1S').prefault('PT1S'),
    timeout: duration('How long an answer may take at all; at most ten times `every`.', 'PT2S').prefault(
      'PT2S',
    ),
    expect: z
      .strictObject({
        status: z
          .union([httpStatus, z.array(httpStatus).min(1).max(20)])
          .default(200)
          .meta({ description: 'The good status, or a list of them.', examples: [200, [200, 304]] }),
        maxLatency: duration('An answer slower than this is a bad reading.', 'PT1S').exactOptional(),
      })
      .prefault({})
      .meta({ title: 'Expected answer', description: 'What makes an answer good.' }),
    missingData,
    tolerance,
  })
  .meta({ title: 'HTTP probe', description: 'A request a user could make, again and again.' });

/** What healthy means. */
export const steadyState = z
  .strictObject({
    holdFor: duration(
      'How long every probe must be good without a break, before the faults and after them.',
      'PT1M',
    ),
    probes: z
      .array(
        z
          .discriminatedUnion('type', [alarmProbe, metricProbe, httpProbe])
          .describe('One measurable part of it.'),
      )
      .min(1)
      .max(20)
      .describe('What is measured. All of them must be good.'),
  })
  .meta({ title: 'Steady state', description: 'What healthy means, so that a machine can tell.' });
