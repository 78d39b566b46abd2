import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { labAlarms } from '../../../lab/adapters/alarms.ts';
import { metricTree } from '../../../lab/adapters/metric-expression.ts';
import type { LabClient } from '../../../lab/client.ts';
import { alarmsContract } from '../../contracts/alarms-contract.ts';
import { sampleMetricProbe } from '../../contracts/samples.ts';
import { openLab, type TestLab, until } from '../keeper/support.ts';

let testLab: TestLab;
beforeAll(async () => {
  testLab = await openLab({ scale: 15 });
});
afterAll(() => testLab?.close());

/** An alarm that stays as it is set: nothing is ever measured of what it looks at. */
const put = async (lab: LabClient, alarmName: string) => {
  const { periodMs } = sampleMetricProbe(alarmName);
  await lab.putMetricAlarm({
    alarmName,
    description: 'set by hand',
    expression: { kind: 'metric', id: 'nothing' },
    metrics: { nothing: { namespace: 'Test', metric: 'Nothing', dimensions: {}, stat: 'Sum' } },
    periodMs,
    evaluationPeriods: 1,
    datapointsToAlarm: 1,
    comparisonOperator: 'GreaterThanThreshold',
    threshold: 1,
    treatMissingData: 'ignore',
    tags: {},
  });
};

alarmsContract('lab', async () => {
  const { lab } = testLab;
  const made = new Set<string>();
  const { alarms: left } = await lab.describeAlarms({ alarmNames: ['errors', 'latency'] });
  if (left.length > 0)
    await lab.deleteAlarms({ alarmNames: left.map(({ configuration }) => configuration.alarmName) });
  return {
    alarms: labAlarms(lab),
    now: lab.clock.now,
    pass: async (ms) => {
      const untilMs = lab.clock.now() + ms;
      while (lab.clock.now() < untilMs) await sleep(lab.clock.real(untilMs - lab.clock.now()));
    },
    set: async (alarmName, state) => {
      if (!made.has(alarmName)) await put(lab, alarmName);
      made.add(alarmName);
      await lab.setAlarmState({ alarmName, state, reason: 'by the test' });
    },
  };
});

test('a composite alarm is read as any other: how it is, and how it was', async () => {
  const { lab } = testLab;
  await put(lab, 'child');
  await lab.setAlarmState({ alarmName: 'child', state: 'OK', reason: 'by the test' });
  await lab.putCompositeAlarm({ alarmName: 'parent', description: '', alarmRule: 'ALARM(child)', tags: {} });
  // The keeper's clock may be a little behind the reader's.
  const fromMs = lab.clock.now() - 1_000;
  await lab.setAlarmState({ alarmName: 'child', state: 'ALARM', reason: 'by the test' });

  const alarms = labAlarms(lab);
  const [now] = await alarms.now(['parent']);
  const history = await alarms.history('parent', fromMs);
  const { alarms: metricAlarms } = await lab.describeAlarms();
  const { compositeAlarms } = await lab.describeAlarms({
    alarmTypes: ['CompositeAlarm'],
    stateValue: 'ALARM',
  });

  expect(now).toMatchObject({
    state: 'ALARM',
    reason: expect.stringContaining(':child transitioned to ALARM'),
  });
  expect(history.map(({ state }) => state).slice(-2)).toEqual(['OK', 'ALARM']);
  expect(metricAlarms.map(({ configuration }) => configuration.alarmName)).not.toContain('parent');
  expect(compositeAlarms.map(({ configuration }) => configuration.alarmName)).toEqual(['parent']);
  await lab.deleteAlarms({ alarmNames: ['parent'] });
});

test('the shop has one for when it is down', async () => {
  expect(await labAlarms(testLab.lab).now(['shop-down'])).toMatchObject([
    { alarm: 'shop-down', state: 'OK' },
  ]);
});

test('an expression that only AWS can compute is refused, and the reader is told what to do', () => {
  expect(() => metricTree('100 * m / SERVICE_QUOTA(m)')).toThrow(
    /the lab does not compute SERVICE_QUOTA, its data are on AWS only; run this experiment there/,
  );
});

test.runIf(process.platform === 'linux')('the instances tell how busy their processors are', async () => {
  const { lab } = testLab;
  const stat = 'Average';
  const metric = { namespace: 'AWS/EC2', metric: 'CPUUtilization', stat };
  const metrics = { cpu: { ...metric, dimensions: { AutoScalingGroupName: 'shop-web' } } };
  const expression = metricTree('FILL(cpu, -1)');
  await until('a sample is there', async () => {
    const toMs = lab.clock.now();
    const range = { periodMs: 60_000, fromMs: toMs - 120_000, toMs };
    const { points } = await lab.getMetricData({ expression, metrics, ...range });
    return points.some(({ value }) => value !== null && value > 0);
  });
});
