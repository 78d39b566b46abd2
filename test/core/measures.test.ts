import { describe, expect, test } from 'vitest';
import type { Facts } from '../../core/facts.ts';
import type { AlarmChange } from '../../core/ports.ts';
import type { Signal } from '../../core/run.ts';
import { concludeRun } from '../../core/verdict.ts';
import { anExperiment, errorsAlarm, ordersMetric, shopProbe } from '../support/an-experiment.ts';
import { aFaultRecord, aRun, everySecond, someFacts } from '../support/facts.ts';

const alarm = (...changes: readonly (readonly [number, AlarmChange['state']])[]): Facts['alarms'] =>
  new Map([['errors', changes.map(([second, state]) => ({ atMs: second * 1_000, state, reason: 'so' }))]]);

const signal = (kind: Signal['kind']): Signal => ({ kind, atMs: 90_000, actor: 'ben', reason: 'enough' });

const { injectedAtMs: _, ...withoutInjection } = aRun();

describe('what is measured', () => {
  test('of a run that was stopped by a probe', () => {
    const run = aRun({
      signal: { ...signal('probe'), probe: 'shop', readingAtMs: 71_000 },
      ...{ undoneAtMs: 71_500, revertingAtMs: 71_100, recovered: { inTime: true, steadyFromMs: 80_000 } },
    });
    const readings = new Map([['shop', everySecond(0, 215, [69, 70, 71, 79])]]);
    const { measures } = concludeRun(
      someFacts({ run, readings, faults: [aFaultRecord({ undoneAtMs: 71_500 })] }),
    );
    expect(measures).toEqual({
      ...{ detectionMs: 11_000, stopMs: 500, recoveryMs: 8_500, outageMs: 10_000 },
      ...{ firstBadAtMs: 69_000, lastBadAtMs: 79_000, firstSeenBy: 'shop' },
    });
  });

  test('of a run that was stopped by an alarm: the outage lasts until the alarm is OK', () => {
    const run = aRun({ signal: { ...signal('alarm'), probe: 'shop-errors', readingAtMs: 90_000 } });
    const { measures } = concludeRun(
      someFacts({ run, alarms: alarm([0, 'OK'], [90, 'ALARM'], [200, 'OK']) }),
    );
    expect(measures).toMatchObject({ outageMs: 110_000, firstSeenBy: 'errors' });
  });

  test('of a run that held is that it had nothing to recover from', () => {
    expect(concludeRun(someFacts()).measures).toEqual({ recoveryMs: 0 });
  });

  test('of a run that injected nothing is nothing', () => {
    expect(concludeRun(someFacts({ run: withoutInjection, faults: [] })).measures).toEqual({});
  });

  test('names an alarm that belongs to no probe by itself', () => {
    const probes = [shopProbe(), errorsAlarm, ordersMetric()];
    const experiment = anExperiment({ steadyState: { holdForMs: 30_000, probes } });
    const seenBy = (probe: string) =>
      concludeRun(someFacts({ experiment, run: aRun({ signal: { ...signal('alarm'), probe } }) })).measures
        .firstSeenBy;
    expect(seenBy('firedrill-r-orders-min')).toBe('orders');
    expect(seenBy('another')).toBe('another');
  });
});
