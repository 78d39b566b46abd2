import { fault } from '../documents.ts';
import { alarm, alarmOnly, type Case, metricProbe } from './case.ts';

const probes = '/steadyState/probes';
const traffic = metricProbe('AWS/ApplicationELB', 'RequestCount', { name: 'traffic', bounds: { min: 1 } });
const http = { name: 'front-page', type: 'http', url: 'https://shop.example.com/' };
const failover = {
  '/faults/0/action': 'aws:rds:failover-db-cluster',
  '/faults/0/targets': { resourceType: 'aws:rds:cluster', tags: { app: 'shop' }, select: 'COUNT(1)' },
  '/faults/0/parameters': undefined,
};

/** Rules about probes, alarms and metrics. */
export const probeCases: readonly Case[] = [
  {
    rule: 'probe-needs-permission',
    what: 'a request by http',
    bad: { [probes]: [{ ...http, url: 'http://shop.example.com/' }] },
    at: `${probes}/0/url`,
    says: 'on AWS it is asked by https only',
    good: { [probes]: [{ ...http, url: 'http://shop.lab/' }] },
  },
  {
    rule: 'probe-needs-permission',
    what: 'a request to an address of a private network',
    bad: { [probes]: [{ ...http, url: 'https://10.0.0.1:8443/' }] },
    at: `${probes}/0/url`,
    says: 'it is an address of a private network',
    good: { [probes]: [http] },
  },
  {
    rule: 'no-stop-alarm',
    what: 'requests alone',
    bad: { [probes]: [http] },
    at: probes,
    says: 'no probe is one that FIS can stop at',
    good: { [probes]: [http], '/faults': [fault.throttle] },
  },
  {
    rule: 'more-alarms-than-fis-watches',
    what: 'six alarms',
    bad: { [probes]: named(6) },
    at: `${probes}/5`,
    says: 'FIS watches the first 5',
    good: { [probes]: named(5) },
  },
  {
    rule: 'alarm-without-dimensions',
    what: 'an alarm on nothing in particular',
    bad: {},
    at: `${probes}/1/alarm`,
    says: 'AWS/EC2 NetworkIn without dimensions',
    context: alarm({ metrics: [{ namespace: 'AWS/EC2', metric: 'NetworkIn', dimensions: {} }] }),
    good: {},
    goodContext: alarm({}),
  },
  {
    rule: 'alarm-deaf-to-silence',
    what: 'an alarm that takes silence for good, alone',
    bad: { [probes]: alarmOnly },
    at: `${probes}/0/alarm`,
    says: '(notBreaching), and HTTPCode_ELB_5XX_Count has none while all is well',
    context: alarm({ treatMissingData: 'notBreaching' }),
    good: { [probes]: [...alarmOnly, traffic] },
  },
  {
    rule: 'alarm-deaf-to-silence',
    what: 'an alarm that stays as it is',
    bad: { [probes]: alarmOnly },
    at: `${probes}/0/alarm`,
    says: '(ignore)',
    context: alarm({ treatMissingData: 'ignore', metrics: [] }),
    good: { [probes]: alarmOnly },
    goodContext: alarm({ treatMissingData: 'missing' }),
  },
  {
    rule: 'unmoved-probe',
    what: 'a database that another service would have to fail',
    bad: { [probes]: [http, metricProbe('AWS/DynamoDB', 'ConsumedReadCapacityUnits')] },
    at: `${probes}/1`,
    says: 'AWS/DynamoDB ConsumedReadCapacityUnits is not what the faults break',
    good: { [probes]: [http, metricProbe('AWS/EC2', 'CPUUtilization')] },
  },
  {
    rule: 'unmoved-probe',
    what: 'an alarm of another zone',
    bad: { '/faults': [fault.cut], [probes]: alarmOnly },
    at: `${probes}/0`,
    says: 'is not what the faults break',
    context: zoned('eu-central-1b'),
    good: { '/faults': [fault.cut], [probes]: alarmOnly },
    goodContext: zoned('eu-central-1a'),
  },
  {
    rule: 'unmoved-probe',
    what: 'a cluster of databases, by the processors of instances',
    bad: { ...failover, [probes]: alarmOnly },
    at: `${probes}/0`,
    says: 'AWS/EC2 CPUUtilization is not what the faults break',
    context: alarm({
      metrics: [{ namespace: 'AWS/EC2', metric: 'CPUUtilization', dimensions: { Id: 'i' } }],
    }),
    good: { ...failover, [probes]: alarmOnly },
    goodContext: alarm({}),
  },
  {
    rule: 'metric-without-dimensions',
    what: 'the requests of every load balancer',
    bad: {
      [`${probes}/2/metrics/healthy`]: {
        namespace: 'AWS/ApplicationELB',
        metric: 'RequestCount',
        stat: 'Sum',
      },
    },
    at: `${probes}/2/metrics/healthy`,
    says: 'AWS/ApplicationELB RequestCount is asked for without dimensions',
    good: { [`${probes}/2/metrics/healthy`]: { namespace: 'Shop', metric: 'Orders', stat: 'Sum' } },
  },
  {
    rule: 'sparse-metric',
    what: 'a count of errors whose silence is a breach',
    bad: { [`${probes}/2`]: metricProbe('AWS/ApplicationELB', 'HTTPCode_Target_5XX_Count') },
    at: `${probes}/2/metrics/m`,
    says: 'HTTPCode_Target_5XX_Count has no datapoints while all is well',
    fix: '`missingData: zero`',
    good: {
      [`${probes}/2`]: metricProbe('AWS/ApplicationELB', 'HTTPCode_Target_5XX_Count', {
        expression: '-(1 * FILL(m, 0))',
      }),
    },
  },
  {
    rule: 'sparse-metric',
    what: 'a count of errors within arithmetic',
    bad: {
      [`${probes}/2`]: metricProbe('AWS/DynamoDB', 'SystemErrors', {
        expression: 'IF(-MAX([m, FILL(m, 0)]) < 2, FILL(m, 0), 0)',
      }),
    },
    at: `${probes}/2/metrics/m`,
    says: 'SystemErrors has no datapoints',
    good: { [`${probes}/2`]: metricProbe('AWS/DynamoDB', 'SystemErrors', { missingData: 'zero' }) },
  },
  {
    rule: 'period-too-fine',
    what: "ten seconds of AWS's own metric",
    bad: { [`${probes}/2/period`]: 'PT10S' },
    at: `${probes}/2/period`,
    says: '10 s is finer than what AWS publishes',
    good: { [`${probes}/2`]: { ...metricProbe('Shop', 'Orders'), period: 'PT10S' } },
  },
  {
    rule: 'no-user-probe',
    what: 'processors and no users',
    bad: { [probes]: [metricProbe('AWS/EC2', 'CPUUtilization')] },
    at: probes,
    says: 'from inside',
    good: { [probes]: [metricProbe('AWS/EC2', 'CPUUtilization'), http] },
  },
  {
    rule: 'over-before-it-shows',
    what: 'a fault of one minute under metrics of five',
    bad: {
      '/faults': [fault.cut],
      '/faults/0/parameters/duration': 'PT1M',
      [probes]: [{ ...traffic, period: 'PT5M' }],
    },
    at: '/faults',
    says: 'observed for 1 min, and the fastest probe needs 5 min',
    fix: '`PT5M` or longer',
    good: {
      '/faults': [fault.cut],
      '/faults/0/parameters/duration': 'PT5M',
      [probes]: [{ ...traffic, period: 'PT5M' }],
    },
  },
  {
    rule: 'over-before-it-shows',
    what: 'a fault of one minute under a slow alarm',
    bad: { '/faults': [fault.cut], '/faults/0/parameters/duration': 'PT1M', [probes]: alarmOnly },
    at: '/faults',
    says: 'the fastest probe needs 3 min',
    context: alarm({ detectionMs: 180_000 }),
    good: { '/faults': [fault.cut], '/faults/0/parameters/duration': 'PT1M', [probes]: alarmOnly },
    goodContext: {},
  },
  {
    rule: 'fault-over-before-it-shows',
    what: 'one short fault of two',
    bad: {
      '/faults': [fault.stop, { ...fault.cut, parameters: { scope: 'all', duration: 'PT1M' } }],
      [probes]: [{ ...traffic, period: 'PT2M' }],
    },
    at: '/faults/1',
    says: 'there for 1 min, and the fastest probe needs 2 min',
    good: { '/faults': [fault.stop, fault.cut], [probes]: [{ ...traffic, period: 'PT2M' }] },
  },
  {
    rule: 'alarm-expected-too-soon',
    what: 'an alarm of three minutes within two',
    bad: { [probes]: [traffic], '/expect': [{ alarm: 'shop-5xx', within: 'PT2M' }] },
    at: '/expect/0/within',
    says: 'the alarm needs 3 min of bad readings',
    fix: '`PT3M` or more',
    context: alarm({ detectionMs: 180_000 }),
    good: { [probes]: [traffic], '/expect': [{ alarm: 'shop-5xx', within: 'PT3M' }] },
  },
];

function named(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    ...{ name: `alarm-${index}`, type: 'alarm', alarm: `shop-${index}` },
  }));
}

function zoned(zone: string) {
  const dimensions = { AvailabilityZone: zone };
  return alarm({ metrics: [{ namespace: 'AWS/ApplicationELB', metric: 'RequestCount', dimensions }] });
}
