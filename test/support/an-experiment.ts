import type { AlarmProbe, Experiment, Fault, HttpProbe, MetricProbe } from '../../core/experiment.ts';

const second = 1_000;
const minute = 60 * second;

/** The shop's front page, asked once a second; two bad answers of three are a breach. */
export const shopProbe = (fields: Partial<HttpProbe> = {}): HttpProbe => ({
  type: 'http',
  name: 'shop',
  url: 'http://shop.test/',
  method: 'GET',
  everyMs: second,
  timeoutMs: second,
  expect: { status: [200] },
  missingData: 'breach',
  tolerance: { breaches: 2, of: 3 },
  ...fields,
});

/** The shop's alarm on errors. */
export const errorsAlarm: AlarmProbe = { type: 'alarm', name: 'errors', alarm: 'shop-errors' };

/** The shop's orders, one reading a minute. */
export const ordersMetric = (fields: Partial<MetricProbe> = {}): MetricProbe => ({
  type: 'metric',
  name: 'orders',
  expression: 'orders',
  metrics: { orders: { namespace: 'Shop', metric: 'Orders', dimensions: {}, stat: 'Sum' } },
  periodMs: minute,
  bounds: { min: 10 },
  missingData: 'breach',
  tolerance: { breaches: 1, of: 1 },
  ...fields,
});

/** A fault that stops one of the shop's instances for two minutes, but for what the test says. */
export const aFault = (fields: Partial<Fault> = {}): Fault => ({
  name: 'stop-one',
  action: 'aws:ec2:stop-instances',
  targets: {
    resourceType: 'aws:ec2:instance',
    tags: { app: 'shop' },
    filters: [],
    select: { mode: 'COUNT', count: 1 },
  },
  parameters: {},
  startAfterMs: 0,
  durationMs: 2 * minute,
  ...fields,
});

/** A fault on the instance of that number, by its ARN. */
export const faultOn = (number: number, fields: Partial<Fault> = {}): Fault =>
  aFault({
    name: `stop-${number}`,
    targets: {
      resourceType: 'aws:ec2:instance',
      arns: [instanceArn(number)],
      filters: [],
      select: { mode: 'ALL' },
    },
    ...fields,
  });

/** The ARN of one of the shop's instances. */
export const instanceArn = (number: number): string =>
  `arn:aws:ec2:eu-central-1:111122223333:instance/i-${number}`;

/** A valid experiment on the shop, but for what the test says. */
export const anExperiment = (fields: Partial<Experiment> = {}): Experiment => ({
  kind: 'Experiment',
  name: 'one-instance-stops',
  title: 'One instance stops',
  owner: 'shop',
  purpose: 'Users notice nothing',
  steadyState: { holdForMs: 30 * second, probes: [shopProbe(), errorsAlarm] },
  faults: [aFault()],
  recovery: { withinMs: 2 * minute },
  limits: {
    maxDurationMs: 10 * minute,
    maxTargets: 3,
    maxPercent: 100,
    consentTag: { key: 'chaos', value: 'yes' },
  },
  guards: { calendars: [], incidents: [], quietAlarms: [] },
  approval: { required: false, timeoutMs: 60 * minute },
  notify: [],
  ...fields,
});
