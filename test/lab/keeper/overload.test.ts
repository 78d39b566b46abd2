import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LabEvent } from '../../../lab/keeper/api.ts';
import { openLab, running, type TestLab, until } from './support.ts';

let shop: TestLab;
beforeAll(async () => {
  shop = await openLab({ scale: 40 });
});
afterAll(() => shop?.close());

const ALB = { namespace: 'AWS/ApplicationELB', dimensions: { LoadBalancer: 'app/shop/lab' } };
const TARGETS = { LoadBalancer: 'app/shop/lab', TargetGroup: 'targetgroup/web/lab' };

const stateOf = async (alarmName: string) =>
  (await shop.lab.describeAlarms({ alarmNames: [alarmName] })).alarms[0]?.state;

/** The value of one metric over complete ten-second periods since an instant. */
const series = async (metric: string, stat: string, fromMs: number) => {
  const { points, completeUntilMs } = await shop.lab.getMetricData({
    expression: { kind: 'metric', id: 'm' },
    metrics: { m: { ...ALB, metric, stat, ...(metric.endsWith('HostCount') && { dimensions: TARGETS }) } },
    periodMs: 10_000,
    fromMs,
    toMs: shop.lab.clock.now(),
  });
  return points
    .filter(({ atMs }) => atMs >= fromMs && atMs + 10_000 <= completeUntilMs)
    .map(({ value }) => value);
};

const somePeriods = (metric: string, stat: string, fromMs: number) =>
  until(`three periods of ${metric} are complete`, async () => {
    const values = await series(metric, stat, fromMs);
    return values.length >= 3 && values;
  });

test('three instances answer everything, and quickly', async () => {
  const from = shop.lab.clock.now();
  const counts = await somePeriods('RequestCount', 'Sum', from);
  // Of fifty visitors one in two comes over the network at this scale, and at random.
  for (const count of counts) expect(count).toBeGreaterThan(8);
  expect((await series('HTTPCode_ELB_5XX_Count', 'Sum', from)).every((value) => value === null)).toBe(true);
  const p90 = (await series('TargetResponseTime', 'p90', from)).map(Number).sort((a, b) => a - b);
  expect(p90[Math.floor(p90.length / 2)]).toBeLessThan(2.5);
  await until('nobody was sent away of late', async () => (await shop.lab.snapshot()).users.failed === 0);
});

test('two instances carry the load and one does not: users fail, alarms fire, and all comes back', async () => {
  const { lab } = shop;
  const [first, second] = await running(lab);
  const ids = [first?.instanceId ?? '', second?.instanceId ?? ''];
  const events: LabEvent[] = [];
  const following = new AbortController();
  const follow = (async () => {
    for await (const event of lab.events({ signal: following.signal })) events.push(event);
  })();

  await lab.stopInstances({ instanceIds: ids.slice(0, 1), clientToken: 'one' });
  await until('one is out of service', async () =>
    (await lab.describeTargetHealth()).targets.some(({ state }) => state === 'unhealthy'),
  );
  const settled = lab.clock.now();
  const errors = await somePeriods('HTTPCode_ELB_5XX_Count', 'Sum', settled);
  expect(errors.every((value) => value === null)).toBe(true);
  expect(await stateOf('shop-5xx')).toBe('OK');

  await lab.stopInstances({ instanceIds: ids.slice(1), clientToken: 'two' });
  await until('shop-5xx fires', async () => (await stateOf('shop-5xx')) === 'ALARM');
  await until('shop-unhealthy-hosts fires', async () => (await stateOf('shop-unhealthy-hosts')) === 'ALARM');
  await until('more users are sent away than served', async () => {
    const { users } = await lab.snapshot();
    return users.failed > users.ok;
  });
  const { items } = await lab.describeAlarmHistory({ alarmName: 'shop-5xx', fromMs: settled });
  expect(items).toMatchObject([{ previousState: 'OK', state: 'ALARM' }]);

  await lab.startInstances({ instanceIds: ids });
  await until('shop-5xx is quiet', async () => (await stateOf('shop-5xx')) === 'OK');
  await until('nobody is sent away any more', async () => (await lab.snapshot()).users.failed === 0);
  following.abort();
  await follow;

  const told = events.flatMap(({ event }) =>
    event['detail-type'] === 'CloudWatch Alarm State Change' && event.detail.alarmName === 'shop-5xx'
      ? [`${event.detail.previousState.value} -> ${event.detail.state.value}`]
      : [],
  );
  expect(told).toEqual(['OK -> ALARM', 'ALARM -> OK']);
  const seen = events.map(({ event }) => event['detail-type']);
  expect(seen).toContain('EC2 Instance State-change Notification');
  expect(seen).toContain('Lab Target Health Change');
}, 90_000);
