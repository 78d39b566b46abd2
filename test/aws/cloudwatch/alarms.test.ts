import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CloudWatchClient,
  ListTagsForResourceCommand,
  PutCompositeAlarmCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { describe, expect, inject, test } from 'vitest';
import { alarmHistory } from '../../../adapters/cloudwatch/alarm-history.ts';
import { alarmIncidents } from '../../../adapters/cloudwatch/alarm-incidents.ts';
import { alarmStates } from '../../../adapters/cloudwatch/alarm-states.ts';
import { describeAlarms } from '../../../adapters/cloudwatch/describe-alarms.ts';
import { NotFound } from '../../../core/errors.ts';
import { alarmsContract } from '../../contracts/alarms-contract.ts';
import { sampleMetricProbe } from '../../contracts/samples.ts';
import { virtualClock } from '../../support/memory/virtual-clock.ts';
import { aboutNothing, cloudWatchAlarms, namedFor, setAlarm } from '../support/signals-alarms.ts';
import { arnOf, fakeCloudWatch } from '../support/signals-cloudwatch.ts';
import { awsServer, testSettings } from '../support/signals-server.ts';

alarmsContract('cloudwatch, a local server', async () => {
  const clock = virtualClock();
  const cloudWatch = await fakeCloudWatch(clock);
  const alarms = namedFor('x', cloudWatchAlarms(new CloudWatchClient(cloudWatch.settings)));
  return {
    alarms,
    set: (name, state) => cloudWatch.set(alarms.own(name), state),
    now: clock.now,
    pass: clock.advance,
  };
});

// At once, because seconds must pass in each.
describe.concurrent('on ministack', () => {
  alarmsContract('cloudwatch, ministack', () => {
    const client = new CloudWatchClient(testSettings(inject('ministack')));
    const alarms = namedFor(randomUUID(), cloudWatchAlarms(client));
    const set = (name: string, state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA') =>
      setAlarm(client, alarms.own(name), state);
    // Its times are whole seconds.
    const pass = async (ms: number) => void (await sleep(Math.ceil(ms / 1_000) * 1_000 + 50));
    return { alarms, set, now: Date.now, pass };
  });
});

describe.each(['moto', 'ministack'] as const)('on %s', (emulator) => {
  const client = () => new CloudWatchClient(testSettings(inject(emulator)));

  test('a run finds and deletes its own temporary alarms, tagged with it, and no others', async () => {
    const cloudWatch = client();
    const alarms = cloudWatchAlarms(cloudWatch);
    const runId = `run-${randomUUID()}`;
    const bounds = { min: 1, max: 5 };
    const name = (id: string) => `firedrill-${id}-errors`;
    for (const id of [runId, `${runId}-2`])
      await alarms.putTemporary({
        name: name(id),
        runId: id,
        probe: { ...sampleMetricProbe('errors'), bounds },
      });

    const found = await alarms.temporary(runId);
    const [{ arn = '' } = {}] = await describeAlarms(cloudWatch, { AlarmNames: [name(runId)] });
    const { Tags } = await cloudWatch.send(new ListTagsForResourceCommand({ ResourceARN: arn }));
    await alarms.deleteTemporary(runId);

    expect([...found].sort()).toEqual([name(runId), `${name(runId)}-min`]);
    expect(Tags).toEqual([{ Key: 'firedrill:run', Value: runId }]);
    expect(await alarms.temporary(runId)).toEqual([]);
    expect(await alarms.temporary(`${runId}-2`)).toHaveLength(2);
  });
});

test('metric and composite alarms are read, by name and by ARN, in the order they are asked for: on ministack', async () => {
  const cloudWatch = new CloudWatchClient(testSettings(inject('ministack')));
  const [metric, composite] = [`errors-${randomUUID()}`, `down-${randomUUID()}`];
  await setAlarm(cloudWatch, metric, 'ALARM');
  const rule = { AlarmName: composite, AlarmRule: `ALARM("${metric}")` };
  await cloudWatch.send(new PutCompositeAlarmCommand(rule));
  const [{ arn = '' } = {}] = await describeAlarms(cloudWatch, { AlarmNames: [metric] });

  const now = await alarmStates(cloudWatch).now([composite, arn, metric]);

  expect(now.map(({ alarm }) => alarm)).toEqual([composite, arn, metric]);
  expect(now.map(({ state }) => state)).toEqual(['ALARM', 'ALARM', 'ALARM']);
  expect(now[2]?.reason).toBe('set to ALARM');
});

test('an alarm that a metric flips is seen as it is, and as it was: on ministack', async () => {
  const client = new CloudWatchClient(testSettings(inject('ministack')));
  const name = `real-${randomUUID()}`;
  const measure = (Value: number) =>
    client.send(
      new PutMetricDataCommand({
        Namespace: 'Test',
        MetricData: [{ MetricName: name, Value, Timestamp: new Date() }],
      }),
    );
  // Its times are whole seconds.
  const fromMs = Date.now() - 1_000;
  await client.send(
    new PutMetricAlarmCommand({ AlarmName: name, ...aboutNothing(name), Statistic: 'Maximum' }),
  );
  const until = (state: string) =>
    expect
      .poll(async () => (await alarmStates(client).now([name]))[0]?.state, { timeout: 15_000 })
      .toBe(state);

  await measure(0);
  await until('OK');
  await measure(5);
  await until('ALARM');

  const history = await alarmHistory(client).history(name, fromMs);
  expect(history.map(({ state }) => state).slice(-3)).toEqual(['INSUFFICIENT_DATA', 'OK', 'ALARM']);
  expect(history.at(-1)?.reason).toMatch(/^Threshold Crossed/);
});

describe('what an alarm says', () => {
  const answering = async (alarm: object) => {
    const { settings } = await awsServer(() => ({
      body: { MetricAlarms: [{ AlarmName: 'a', AlarmArn: arnOf('a'), ...alarm }] },
    }));
    return new CloudWatchClient(settings);
  };

  test('dates from when its state changed, not from when anything else of it did', async () => {
    const client = await answering({
      StateValue: 'OK',
      StateTransitionedTimestamp: 1_000,
      StateUpdatedTimestamp: 2_000,
    });
    expect(await alarmStates(client).now(['a'])).toEqual([
      { alarm: 'a', state: 'OK', reason: '', atMs: 1_000_000 },
    ]);
  });

  test.each(['EVALUATION_ERROR', 'EVALUATION_FAILURE'])('is no OK after %s', async (EvaluationState) => {
    const client = await answering({ StateValue: 'OK', StateReason: 'was fine', EvaluationState });
    expect(await alarmStates(client).now(['a'])).toMatchObject([
      { state: 'INSUFFICIENT_DATA', reason: `${EvaluationState}: was fine` },
    ]);
  });

  test('of another account or Region is not that of ours with the same name', async () => {
    const client = await answering({ StateValue: 'OK' });
    const foreign = arnOf('a').replace('123456789012', '999999999999');
    await expect(alarmStates(client).now([foreign])).rejects.toThrow(NotFound);
  });
});

test('an alarm whose history has gone by is what it is now; one that was not OK before is not OK', async () => {
  const clock = virtualClock();
  const cloudWatch = await fakeCloudWatch(clock);
  const { history } = alarmHistory(new CloudWatchClient(cloudWatch.settings));
  cloudWatch.set('a', 'INSUFFICIENT_DATA');
  const fromMs = clock.now();
  await clock.advance(1_000);

  expect(await history('a', fromMs)).toMatchObject([{ atMs: fromMs, state: 'INSUFFICIENT_DATA' }]);
  cloudWatch.set('a', 'OK');
  expect(await history('a', fromMs)).toMatchObject([
    { atMs: fromMs, state: 'INSUFFICIENT_DATA' },
    { atMs: fromMs + 1_000, state: 'OK' },
  ]);
});

test('alarms are asked for a hundred at a time, and read page by page', async () => {
  const cloudWatch = await fakeCloudWatch(virtualClock());
  const names = Array.from({ length: 101 }, (_, n) => `alarm-${n}`);
  for (const name of names) cloudWatch.set(name, 'OK');

  const now = await alarmStates(new CloudWatchClient(cloudWatch.settings)).now(names);

  expect(now.map(({ alarm }) => alarm)).toEqual(names);
  const asked = cloudWatch.asked.map(({ body }) => (body.AlarmNames as readonly string[]).length);
  expect(new Set(asked)).toEqual(new Set([100, 1]));
  expect(asked).toHaveLength(51);
});

test('temporary alarms of which one has gone meanwhile are deleted all the same', async () => {
  const clock = virtualClock();
  const cloudWatch = await fakeCloudWatch(clock);
  const alarms = cloudWatchAlarms(new CloudWatchClient(cloudWatch.settings));
  for (const probe of ['errors', 'latency', 'orders'])
    await alarms.putTemporary({
      name: `firedrill-run-1-${probe}`,
      runId: 'run-1',
      probe: sampleMetricProbe(probe),
    });
  // Between the list and the deletion.
  cloudWatch.loseBeforeDelete('firedrill-run-1-latency');

  await alarms.deleteTemporary('run-1');

  expect(await alarms.temporary('run-1')).toEqual([]);
});

describe('an alarm as a source of incidents', () => {
  const source = async () => {
    const cloudWatch = await fakeCloudWatch(virtualClock());
    return { cloudWatch, hasOpen: alarmIncidents(new CloudWatchClient(cloudWatch.settings)).hasOpen };
  };

  test('has one open while it is in ALARM, and only then', async () => {
    const { cloudWatch, hasOpen } = await source();
    cloudWatch.set('shop-down', 'ALARM');
    expect(await hasOpen('shop-down')).toBe(true);
    expect(await hasOpen(arnOf('shop-down'))).toBe(true);
    cloudWatch.set('shop-down', 'OK');
    expect(await hasOpen('shop-down')).toBe(false);
  });

  test('is any whose name begins so, where a * says that', async () => {
    const { cloudWatch, hasOpen } = await source();
    for (const name of ['shop-a', 'shop-b', 'shop-c']) cloudWatch.set(name, 'OK');
    expect(await hasOpen('shop-*')).toBe(false);
    cloudWatch.set('shop-c', 'ALARM');
    expect(await hasOpen('shop-*')).toBe(true);
    expect(await hasOpen('shop-a*')).toBe(false);
  });

  test.each(['gone', 'gone-*'])('that does not exist cannot be read: %s', async (name) => {
    const { hasOpen } = await source();
    await expect(hasOpen(name)).rejects.toThrow(NotFound);
  });
});
