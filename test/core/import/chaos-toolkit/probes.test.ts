import { expect, test } from 'vitest';
import { importChaosToolkit } from '../../../../core/import/chaos-toolkit/import.ts';
import { imported, probe, python, saidOf, source } from './support/an-import.ts';

const http = { type: 'http', url: 'https://shop.example.com/' };
const hypothesis = (one: object) => ({
  'steady-state-hypothesis': { title: 'Users are served', probes: [one] },
});
const first = (one: object) => imported(hypothesis(one)).experiment.steadyState.probes[0];
const at = '/steady-state-hypothesis/probes/0';
const refusal = (one: object) => saidOf(importChaosToolkit(source(hypothesis(one)), { allow: [] }), at);

test.each<[tolerance: unknown, statuses: readonly number[]]>([
  [204, [204]],
  ['200', [200]],
  [
    [200, 503],
    [200, 503],
  ],
  [
    [200, 204, 304],
    [200, 204, 304],
  ],
  [true, [200]],
  [undefined, [200]],
  [{ type: 'range', range: [200, 204], target: 'status' }, [200, 201, 202, 203, 204]],
  [{ type: 'regex', pattern: '^(200|404)$', target: 'status' }, [200, 404]],
])('the tolerance %j of a request is a list of good statuses', (tolerance, statuses) => {
  expect(first(probe(tolerance, http))).toMatchObject({ type: 'http', expect: { status: statuses } });
});

test.each<[tolerance: unknown, why: RegExp]>([
  [false, /wants the request to fail/],
  ['ok', /judges the body/],
  [[1, 2], /no list of HTTP statuses/],
  [{ type: 'jsonpath', path: '$.ok', target: 'body' }, /judges the body/],
  [{ type: 'regex', pattern: 'ok', target: 'body' }, /judges the body/],
  [{ type: 'regex', pattern: '(', target: 'status' }, /allows no status/],
  [{ type: 'range', range: [100, 599], target: 'status' }, /more than a probe can list/],
  [{ type: 'probe', name: 'x', provider: {} }, /asks another probe/],
])('the tolerance %j of a request cannot be kept, and it says why', (tolerance, why) => {
  expect(refusal(probe(tolerance, http))).toMatch(why);
  expect(first(probe(tolerance, http))).toMatchObject({ type: 'alarm', name: 'stop-alarm' });
});

test.each([
  [{ method: 'POST' }, /sends POST/],
  [{ headers: { Authorization: 'Bearer x' } }, /sends the header `Authorization`/],
  [{ url: 'ftp://shop.example.com' }, /its address is none/],
  [{ url: undefined }, /has no `url`/],
])('a request with %j is none that a probe may send', (parts, why) => {
  expect(refusal(probe(200, { ...http, ...parts }))).toMatch(why);
});

test('timeouts, retries and arguments of a request have their counterparts', () => {
  const provider = { ...http, timeout: [2, 30], max_retries: 2, arguments: { q: 'a b' }, verify_tls: true };
  expect(first(probe(200, provider))).toMatchObject({
    ...{ url: 'https://shop.example.com/?q=a+b', timeoutMs: 5_000 },
    tolerance: { breaches: 5, of: 7 },
  });
});

test('an address that only the author has is left to be filled in', () => {
  const one = hypothesis(probe(200, { ...http, url: 'http://localhost:8080/' }));
  expect(saidOf(imported(one), `${at}/provider/url`)).toMatch(
    /^changed: .*; write the address that users have/,
  );
  expect(first(probe(200, { ...http, url: 'http://localhost:8080/health?deep=1' }))).toMatchObject({
    url: 'https://fill-in-the-host-users-have.invalid/health?deep=1',
  });
});

test('an alarm that must be OK is an alarm probe; any other state is refused', () => {
  const provider = python('cloudwatch.probes.get_alarm_state_value', { alarm_name: 'shop-5xx' });
  expect(first(probe('OK', provider))).toEqual({ name: 'front-page', type: 'alarm', alarm: 'shop-5xx' });
  expect(refusal(probe('ALARM', provider))).toContain('does not want the alarm to be OK');
});

const metric = {
  ...{ namespace: 'AWS/ApplicationELB', metric_name: 'RequestCount', statistic: 'sum' },
  ...{ dimension_name: 'LoadBalancer', dimension_value: 'app/shop/1' },
};

test.each([
  ['cloudwatch.probes.get_metric_statistics', { ...metric, duration: 90 }, 120_000],
  ['cloudwatch.probes.get_metric_data', { ...metric, period: 60 }, 300_000],
])('%s is a metric probe with the range as its bounds', (id, args, periodMs) => {
  const made = first(probe({ type: 'range', range: [10, 20] }, python(id, args)));
  expect(made).toMatchObject({
    ...{ type: 'metric', bounds: { min: 10, max: 20 }, periodMs, missingData: 'breach' },
    metrics: {
      value: {
        namespace: 'AWS/ApplicationELB',
        metric: 'RequestCount',
        stat: 'Sum',
        dimensions: { LoadBalancer: 'app/shop/1' },
      },
    },
  });
});

test('dimensions as a list, and a percentile, are read as well', () => {
  const { dimension_name: _, dimension_value: __, statistic: ___, ...rest } = metric;
  const dimensions = [{ Name: 'LoadBalancer', Value: 'app/shop/1' }];
  const args = { ...rest, dimensions, extended_statistic: 'p99' };
  expect(first(probe([0, 1], python('cloudwatch.probes.get_metric_statistics', args)))).toMatchObject({
    metrics: { value: { stat: 'p99', dimensions: { LoadBalancer: 'app/shop/1' } } },
  });
});

test.each([
  [
    'ecs.probes.are_all_desired_tasks_running',
    true,
    { cluster: 'shop', service: 'web' },
    'desired - running',
    { max: 0 },
  ],
  ['ecs.probes.service_is_deploying', false, { cluster: 'shop', service: 'web' }, 'deployments', { max: 1 }],
  ['asg.probes.desired_equals_healthy', true, { asg_names: ['web'] }, 'desired - healthy', { max: 0 }],
  [
    'asg.probes.desired_equals_healthy',
    true,
    { asg_names: ['a', 'b'] },
    'desired1 + desired2 - (healthy1 + healthy2)',
    { max: 0 },
  ],
  ['asg.probes.instance_count_by_health', [2, 4], { asg_names: ['web'] }, 'healthy', { min: 2, max: 4 }],
  [
    'route53.probes.get_health_check_status',
    { type: 'regex', pattern: 'Success' },
    { check_id: 'abc' },
    'status',
    { min: 1 },
  ],
])('%s is a metric of AWS', (id, tolerance, args, expression, bounds) => {
  expect(first(probe(tolerance, python(id, args)))).toMatchObject({ type: 'metric', expression, bounds });
});

test.each([
  ['Sum', [0, 0], 60_000],
  ['Average', [0, 80], 60_000],
  ['p99', [0, 2], 60_000],
  ['SampleCount', [10, 20], 900_000],
])(
  '%s within %j is read every so often: what does not add up is seen before a fault is over',
  (stat, range, periodMs) => {
    const { statistic: _, ...rest } = metric;
    const named = stat.startsWith('p') ? { extended_statistic: stat } : { statistic: stat };
    const args = { ...rest, ...named, duration: 900 };
    expect(first(probe(range, python('cloudwatch.probes.get_metric_statistics', args)))).toMatchObject({
      periodMs,
    });
  },
);

test.each([
  'http://localhost/',
  'http://10.1.2.3/',
  'http://[::1]:80/',
  'http://web:8080/',
  'http://web.default.svc/',
  'http://172.20.0.1/',
])('the address %s is not one that users have', (url) => {
  expect(saidOf(imported(hypothesis(probe(200, { ...http, url }))), `${at}/provider/url`)).toMatch(
    /^changed: it is an address of the machine/,
  );
});

test('headers that ask for nothing special are left out, and certificates are verified', () => {
  const result = imported(
    hypothesis(probe(200, { ...http, headers: { Accept: '*/*' }, verify_tls: false, expected_status: 200 })),
  );
  expect(saidOf(result, `${at}/provider/headers`)).toMatch(/^refused: /);
  expect(saidOf(result, `${at}/provider/verify_tls`)).toMatch(/^refused: certificates are always verified/);
  expect(saidOf(result, `${at}/provider/expected_status`)).toMatch(/^refused: /);
  expect(first(probe(undefined, { ...http, expected_status: 204 }))).toMatchObject({
    expect: { status: [204] },
  });
});

test.each<[string, unknown, object, RegExp]>([
  [
    'cloudwatch.probes.get_metric_statistics',
    1,
    { ...metric, dimension_name: undefined },
    /dimensions cannot be read/,
  ],
  ['cloudwatch.probes.get_metric_statistics', 1, { ...metric, statistic: undefined }, /names no statistic/],
  ['cloudwatch.probes.get_metric_statistics', 1, { ...metric, namespace: '' }, /names no metric/],
  ['cloudwatch.probes.get_metric_statistics', true, metric, /neither a number nor a range/],
  ['cloudwatch.probes.get_metric_statistics', [5, 1], metric, /no range of two numbers/],
  [
    'cloudwatch.probes.get_metric_statistics',
    1,
    { ...metric, statistic: 'Mode' },
    /is not a CloudWatch statistic/,
  ],
  [
    'asg.probes.instance_count_by_health',
    1,
    { asg_names: ['web'], count_healthy: false },
    /counts the unhealthy/,
  ],
  ['asg.probes.instance_count_by_health', 1, { tags: [] }, /finds its groups by tag/],
  ['asg.probes.desired_equals_healthy', false, { asg_names: ['web'] }, /its tolerance is not true/],
  ['route53.probes.get_health_check_status', 1, { check_id: ' ' }, /names no health check/],
  ['ec2.actions.stop_instance', true, { instance_id: 'i-1' }, /is an action, and no probe/],
  ['ec2.probes.instance_state', true, { state: 'running' }, /not at what users see/],
])('%s with tolerance %j and %j is refused', (id, tolerance, args, why) => {
  expect(refusal(probe(tolerance, python(id, { ...args })))).toMatch(why);
});
