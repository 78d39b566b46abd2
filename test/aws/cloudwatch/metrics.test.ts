import { randomUUID } from 'node:crypto';
import { CloudWatchClient, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { describe, expect, inject, test } from 'vitest';
import { metricReadings } from '../../../adapters/cloudwatch/metric-readings.ts';
import { putTemporaryAlarms } from '../../../adapters/cloudwatch/put-temporary-alarms.ts';
import { ServiceUnavailable, WrongAsAsked } from '../../../core/errors.ts';
import type { MetricProbe } from '../../../core/experiment.ts';
import { sampleMetricProbe } from '../../contracts/samples.ts';
import { virtualClock } from '../../support/memory/virtual-clock.ts';
import { fakeCloudWatch } from '../support/signals-cloudwatch.ts';
import { awsServer, testSettings } from '../support/signals-server.ts';

const minute = 60_000;
const tenOClock = Date.UTC(2026, 10, 23, 10);

const metric = (name: string): MetricProbe['metrics'][string] => ({
  ...{ namespace: 'Test', metric: name, dimensions: { Shop: 'one' }, stat: 'Sum' },
});
const ratio = (fields: Partial<MetricProbe> = {}): MetricProbe => ({
  ...sampleMetricProbe('error-rate'),
  expression: '100 * errors / requests',
  metrics: { errors: metric('Errors'), requests: metric('Requests') },
  ...fields,
});

/** A server that gives these pages, one after the other. */
const paged = async (...pages: readonly object[]) => {
  const server = await awsServer(({ body }) => {
    const page = Number(body.NextToken ?? 0);
    const NextToken = page + 1 < pages.length ? `${page + 1}` : undefined;
    return { body: { MetricDataResults: [pages[page]], NextToken } };
  });
  return { asked: server.asked, read: metricReadings(new CloudWatchClient(server.settings)).read };
};

const result = (minutes: readonly number[], fields: object = {}) => ({
  ...{ Id: 'probe', Label: 'probe', StatusCode: 'Complete' },
  Timestamps: minutes.map((n) => (tenOClock + n * minute) / 1_000),
  Values: minutes.map((n) => n / 10),
  ...fields,
});

describe('the readings of a metric', () => {
  test('are one for each period that is over, without a value where there are no data', async () => {
    const { read } = await paged(result([0, 2]));
    expect(await read(ratio(), tenOClock, tenOClock + 5 * minute)).toEqual([
      { atMs: tenOClock, value: 0 },
      { atMs: tenOClock + minute, value: undefined },
      { atMs: tenOClock + 2 * minute, value: 0.2 },
      { atMs: tenOClock + 3 * minute, value: undefined },
    ]);
  });

  test('begin with the whole of the period that the beginning is in', async () => {
    const { read, asked } = await paged(result([]));
    const readings = await read(ratio(), tenOClock + 59_999, tenOClock + 3 * minute - 1);
    expect(readings.map(({ atMs }) => atMs)).toEqual([tenOClock]);
    expect(asked[0]?.body).toMatchObject({
      StartTime: tenOClock / 1_000,
      EndTime: (tenOClock + minute) / 1_000,
      ScanBy: 'TimestampAscending',
    });
  });

  test.each([
    ['ten seconds of high resolution', 10_000, 10_000],
    ['a minute', minute, minute],
    ['five minutes', 5 * minute, minute],
  ])('are taken when the period has settled, and in time for core: %s', async (_, periodMs, settleMs) => {
    const { read } = await paged(result([]));
    const last = async (nowMs: number) => (await read(ratio({ periodMs }), tenOClock, nowMs)).at(-1)?.atMs;
    const overMs = tenOClock + 2 * periodMs + settleMs;
    expect(await last(overMs)).toBe(tenOClock + periodMs);
    expect(await last(overMs - 1)).toBe(tenOClock);
    // Right before the next one is taken, what was read last is as old as it gets.
    expect(overMs + periodMs - (tenOClock + periodMs)).toBeLessThanOrEqual(3 * periodMs);
  });

  test('are taken only when the delay that the author has declared is over', async () => {
    const { read } = await paged(result([]));
    const probe = ratio({ periodMs: minute, delayMs: 5 * minute });
    const last = async (nowMs: number) => (await read(probe, tenOClock, nowMs)).at(-1)?.atMs;
    expect(await last(tenOClock + 7 * minute)).toBe(tenOClock + minute);
    expect(await last(tenOClock + 7 * minute - 1)).toBe(tenOClock);
  });

  test('are asked for only when there is a period to ask for', async () => {
    const { read, asked } = await paged(result([]));
    expect(await read(ratio(), tenOClock, tenOClock + minute)).toEqual([]);
    expect(asked).toEqual([]);
  });

  test('are read to the last page', async () => {
    const { read } = await paged(result([0], { StatusCode: 'PartialData' }), result([1]), result([2]));
    const readings = await read(ratio(), tenOClock, tenOClock + 4 * minute);
    expect(readings.map(({ value }) => value)).toEqual([0, 0.1, 0.2]);
  });

  test('are those of the expression, computed by CloudWatch', async () => {
    const { read, asked } = await paged(result([0]));
    await read(ratio(), tenOClock, tenOClock + 5 * minute);
    const stat = (MetricName: string) => ({
      Metric: { Namespace: 'Test', MetricName, Dimensions: [{ Name: 'Shop', Value: 'one' }] },
      Period: 60,
      Stat: 'Sum',
    });
    expect(asked[0]?.body.MetricDataQueries).toEqual([
      { Id: 'errors', MetricStat: stat('Errors'), ReturnData: false },
      { Id: 'requests', MetricStat: stat('Requests'), ReturnData: false },
      { Id: 'probe', Expression: '100 * errors / requests', ReturnData: true },
    ]);
  });

  test('of an expression have an id that no metric has', async () => {
    const { read, asked } = await paged(result([1], { Id: 'probe__' }));
    const metrics = { probe: metric('A'), probe_: metric('B') };
    const readings = await read(
      ratio({ expression: 'probe + probe_', metrics }),
      tenOClock,
      tenOClock + 3 * minute,
    );
    expect(asked[0]?.body.MetricDataQueries).toMatchObject([{}, {}, { Id: 'probe__' }]);
    expect(readings[1]?.value).toBe(0.1);
  });

  test('that CloudWatch could not compute are none', async () => {
    const Messages = [{ Code: 'ArithmeticError', Value: 'no' }];
    const { read } = await paged(result([], { StatusCode: 'InternalError', Messages }));
    const reading = read(ratio(), tenOClock, tenOClock + 5 * minute);
    await expect(reading).rejects.toThrow(ServiceUnavailable);
    await expect(reading).rejects.toThrow(/error-rate: InternalError ArithmeticError: no/);
  });

  test('of several series are refused: a probe judges one', async () => {
    const { read } = await paged(result([0]), result([0], { Label: 'other' }));
    await expect(read(ratio(), tenOClock, tenOClock + 5 * minute)).rejects.toThrow(WrongAsAsked);
  });
});

test.each(['moto', 'ministack'] as const)('a metric that was measured is read: on %s', async (emulator) => {
  const client = new CloudWatchClient(testSettings(inject(emulator)));
  const [name, before] = [`orders-${randomUUID()}`, Math.floor(Date.now() / minute) * minute - 4 * minute];
  const datum = (n: number, Value: number) => ({
    ...{ MetricName: name, Value, Timestamp: new Date(before + n * minute + 1_000) },
    Dimensions: [{ Name: 'Shop', Value: 'one' }],
  });
  const MetricData = [datum(0, 2), datum(0, 3), datum(2, 7)];
  await client.send(new PutMetricDataCommand({ Namespace: 'Test', MetricData }));

  const probe = ratio({ expression: 'orders', metrics: { orders: metric(name) } });
  const readings = await metricReadings(client).read(probe, before, before + 4 * minute);

  expect(readings.map(({ value }) => value)).toEqual([5, undefined, 7]);
  expect(readings[0]?.atMs).toBe(before);
});

describe('the temporary alarm of a metric', () => {
  const put = async (fields: Partial<MetricProbe>) => {
    const cloudWatch = await fakeCloudWatch(virtualClock());
    const probe = ratio({ tolerance: { breaches: 2, of: 3 }, ...fields });
    const name = 'firedrill-run-1-error-rate';
    await putTemporaryAlarms(new CloudWatchClient(cloudWatch.settings)).putTemporary({
      ...{ name, runId: 'run-1', probe },
    });
    return cloudWatch.asked.map(({ body }) => body);
  };

  test('is CloudWatch’s own: the expression, the tolerance, the tag, and nobody paged by it', async () => {
    expect(await put({ bounds: { max: 5 } })).toMatchObject([
      {
        AlarmName: 'firedrill-run-1-error-rate',
        AlarmDescription: 'Temporary alarm of Firedrill run run-1, probe error-rate',
        Metrics: [{ Id: 'errors' }, { Id: 'requests' }, { Expression: '100 * errors / requests' }],
        ...{ ComparisonOperator: 'GreaterThanThreshold', Threshold: 5 },
        ...{ EvaluationPeriods: 3, DatapointsToAlarm: 2, TreatMissingData: 'breaching' },
        ...{ ActionsEnabled: false, Tags: [{ Key: 'firedrill:run', Value: 'run-1' }] },
      },
    ]);
  });

  test('is one for each bound', async () => {
    const both = await put({ bounds: { min: 1, max: 5 } });
    const said = both.map(({ AlarmName, ComparisonOperator, Threshold }) => [
      AlarmName,
      ComparisonOperator,
      Threshold,
    ]);
    expect(said).toEqual([
      ['firedrill-run-1-error-rate', 'GreaterThanThreshold', 5],
      ['firedrill-run-1-error-rate-min', 'LessThanThreshold', 1],
    ]);
    expect(await put({ bounds: { min: 1 } })).toMatchObject([{ AlarmName: 'firedrill-run-1-error-rate' }]);
  });

  test.each([
    ['breach', ['breaching', 'breaching']],
    ['zero', ['notBreaching', 'breaching']],
    ['ignore', ['notBreaching', 'notBreaching']],
  ] as const)('takes missing data as the probe says: %s', async (missingData, expected) => {
    const both = await put({ missingData, bounds: { min: 1, max: 5 } });
    expect(both.map(({ TreatMissingData }) => TreatMissingData)).toEqual(expected);
  });

  test.each([10_000, 20_000, 30_000, minute, 5 * minute])('has a period of %i ms', async (periodMs) => {
    const [{ Metrics } = {}] = await put({ periodMs });
    expect(Metrics).toMatchObject([{ MetricStat: { Period: periodMs / 1_000 } }, {}, {}]);
  });

  test.each([1_000, 5_000])(
    'has no period of %i ms, and the reader is told what to write',
    async (periodMs) => {
      await expect(put({ periodMs })).rejects.toThrow(WrongAsAsked);
      await expect(put({ periodMs })).rejects.toThrow(/write PT10S/);
    },
  );
});
