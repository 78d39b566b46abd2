import { describe, expect, test } from 'vitest';
import type { Facts } from '../../core/facts.ts';
import type { AlarmChange } from '../../core/ports.ts';
import { concludeRun } from '../../core/verdict.ts';
import { anExperiment, ordersMetric } from '../support/an-experiment.ts';
import { aRun, someFacts } from '../support/facts.ts';

describe('a metric', () => {
  const minutes = (values: readonly boolean[]) =>
    new Map([['orders', values.map((ok, n) => ({ probe: 'orders', atMs: n * 60_000, ok, detail: 'so' }))]]);
  const judged = (readings: Facts['readings'], alarms: Facts['alarms'] = new Map(), probe = ordersMetric()) =>
    concludeRun(
      someFacts({
        ...{ readings, alarms },
        experiment: anExperiment({ steadyState: { holdForMs: 30_000, probes: [probe] } }),
        run: aRun({ injectedAtMs: 90_000 }),
      }),
    );

  test('is bad during the fault also in the period that had begun before it', () => {
    expect(judged(minutes([true, true, true, true])).hypothesis).toBe('held');
    expect(judged(minutes([true, false, true, true])).hypothesis).toBe('failed');
    expect(judged(minutes([false, true, true, true])).hypothesis).toBe('held');
  });

  test('is not held on what had not come yet', () => {
    expect(judged(minutes([true, true])).hypothesis).toBe('untested');
    const silence = new Map([['orders', []]]);
    expect(judged(silence, new Map(), ordersMetric({ missingData: 'ignore' })).hypothesis).toBe('held');
  });

  test('is broken by its own alarm too, but not by that alarm lacking data', () => {
    const told = (state: AlarmChange['state']) =>
      new Map([['orders', [{ atMs: 100_000, state, reason: 'so' }]]]);
    expect(judged(minutes([true, true, true, true]), told('ALARM')).hypothesis).toBe('failed');
    expect(judged(minutes([true, true, true, true]), told('INSUFFICIENT_DATA')).hypothesis).toBe('held');
  });
});

test('a fault whose target somebody changed meanwhile proves nothing, whatever the probes say', () => {
  const [fault] = someFacts().faults;
  if (fault === undefined) throw new Error('There is no fault');
  expect(concludeRun(someFacts()).hypothesis).toBe('held');
  const drifted = concludeRun(someFacts({ faults: [{ ...fault, drift: 'i-1 is changed' }] }));
  expect(drifted).toMatchObject({
    hypothesis: 'untested',
    reasons: [`fault "${fault.name}": somebody else has changed its target: i-1 is changed`],
  });
});
