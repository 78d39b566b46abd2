import { expect, test } from 'vitest';
import type { Facts } from '../../core/facts.ts';
import type { AlarmChange } from '../../core/ports.ts';
import type { Conclusion, Run, Signal } from '../../core/run.ts';
import { concludeRun } from '../../core/verdict.ts';
import { aFaultRecord, aRun, everySecond, someFacts } from '../support/facts.ts';

const alarm = (...changes: readonly (readonly [number, AlarmChange['state']])[]): Facts['alarms'] =>
  new Map([['errors', changes.map(([second, state]) => ({ atMs: second * 1_000, state, reason: 'so' }))]]);

const signal = (kind: Signal['kind']): Signal => ({ kind, atMs: 90_000, actor: 'ben', reason: 'enough' });

const { proof: _, ...unproven } = aFaultRecord();
const armed = aFaultRecord({ state: 'armed' });
const untouched = ({
  injectedAtMs: _at,
  revertingAtMs: _rev,
  recovered: _rec,
  verifiedAtMs: _v,
  ...run
}: Run) => run;

type Case = readonly [
  what: string,
  facts: Partial<Facts>,
  verdict: readonly [Conclusion['hypothesis'], Conclusion['restoration'], exitCode: number],
];

const broken = new Map([['shop', everySecond(0, 215, [70, 71])]]);

const cases: readonly Case[] = [
  ['everything was seen, and all of it was good', {}, ['held', 'restored', 0]],
  ['a fault is not verified', { faults: [aFaultRecord({ state: 'undone' })] }, ['held', 'unverified', 5]],
  ['a fault has drifted', { faults: [aFaultRecord({ state: 'drifted' })] }, ['held', 'unverified', 5]],
  [
    'something may be left behind',
    { run: aRun({ verifiedAtMs: undefined } as never) },
    ['held', 'unverified', 5],
  ],
  [
    'a breach and no verified restoration',
    { readings: broken, faults: [aFaultRecord({ state: 'undone' })] },
    ['failed', 'unverified', 5],
  ],
  ['a probe broke', { readings: broken }, ['failed', 'restored', 3]],
  [
    'a probe broke, and a person stopped it',
    { readings: broken, run: aRun({ signal: signal('person') }) },
    ['failed', 'restored', 3],
  ],
  ['an alarm came', { alarms: alarm([0, 'OK'], [90, 'ALARM']) }, ['failed', 'restored', 3]],
  [
    'an alarm came and went',
    { alarms: alarm([0, 'OK'], [90, 'ALARM'], [100, 'OK']) },
    ['failed', 'restored', 3],
  ],
  [
    'an alarm lacked data during the fault',
    { alarms: alarm([0, 'OK'], [90, 'INSUFFICIENT_DATA']) },
    ['failed', 'restored', 3],
  ],
  [
    'an alarm came before the fault and went',
    { alarms: alarm([0, 'ALARM'], [10, 'OK']) },
    ['held', 'restored', 0],
  ],
  [
    'an alarm came after the fault',
    { alarms: alarm([0, 'OK'], [190, 'ALARM'], [195, 'OK']) },
    ['held', 'restored', 0],
  ],
  [
    'recovery came too late',
    { run: aRun({ recovered: { inTime: false, reason: 'slow' } }) },
    ['failed', 'restored', 3],
  ],
  [
    'a probe broke, but no fault was proven',
    { readings: broken, faults: [unproven] },
    ['untested', 'restored', 4],
  ],
  ['one fault of two was never proven', { faults: [aFaultRecord(), unproven] }, ['untested', 'restored', 4]],
  [
    'one fault of two was never injected',
    { faults: [aFaultRecord(), { ...unproven, state: 'armed' }] },
    ['untested', 'restored', 4],
  ],
  ['a person stopped it', { run: aRun({ signal: signal('person') }) }, ['untested', 'restored', 4]],
  [
    'it was never seen to recover',
    { run: aRun({ recovered: undefined } as never) },
    ['untested', 'restored', 4],
  ],
  [
    'it was never seen to be steady',
    { run: aRun({ steadyFromMs: undefined } as never) },
    ['untested', 'restored', 4],
  ],
  ['there are no readings', { readings: new Map() }, ['untested', 'restored', 4]],
  [
    'there are no readings during the fault',
    { readings: new Map([['shop', [...everySecond(0, 59), ...everySecond(181, 215)]]]) },
    ['untested', 'restored', 4],
  ],
  [
    'the readings end with the fault',
    { readings: new Map([['shop', everySecond(0, 180)]]) },
    ['untested', 'restored', 4],
  ],
  [
    'readings are missing that could have been bad',
    { readings: new Map([['shop', [...everySecond(0, 70), ...everySecond(73, 215)]]]) },
    ['untested', 'restored', 4],
  ],
  [
    'one reading is missing that is within the tolerance',
    { readings: new Map([['shop', [...everySecond(0, 70), ...everySecond(72, 215)]]]) },
    ['held', 'restored', 0],
  ],
  ['an alarm has no history', { alarms: new Map() }, ['untested', 'restored', 4]],
  [
    'its execution failed after everything was back',
    { problem: 'States.Runtime: so' },
    ['untested', 'restored', 4],
  ],
  [
    'a guard refused it',
    { run: untouched(aRun({ refusal: { guard: 'window', reason: 'closed' } })), faults: [] },
    ['untested', 'nothing-injected', 6],
  ],
  [
    'the system was not steady',
    { run: untouched(aRun({ refusal: { guard: 'steady-state', reason: 'so' } })), faults: [] },
    ['untested', 'nothing-injected', 4],
  ],
  [
    'a person stopped it before anything',
    { run: untouched(aRun({ signal: signal('person') })), faults: [armed] },
    ['untested', 'nothing-injected', 4],
  ],
  [
    'the far end refused its only fault',
    { run: untouched(aRun({ signal: signal('target') })), faults: [{ ...armed, state: 'refused' }] },
    ['untested', 'nothing-injected', 4],
  ],
  [
    'an error of ours before anything',
    { run: untouched(aRun()), faults: [armed], problem: 'TypeError: oops' },
    ['untested', 'nothing-injected', 1],
  ],
  [
    'an error of ours at the first fault',
    { run: untouched(aRun({ signal: signal('error') })), faults: [armed] },
    ['untested', 'nothing-injected', 1],
  ],
  ['it had no faults to inject', { run: untouched(aRun()), faults: [] }, ['untested', 'nothing-injected', 4]],
];

test.for(cases)('%s', ([, facts, [hypothesis, restoration, exitCode]]) => {
  const conclusion = concludeRun(someFacts(facts));
  expect(conclusion).toMatchObject({ hypothesis, restoration, exitCode });
  expect(conclusion.reasons.length).toBeGreaterThan(0);
});

test('a fault that only FIS speaks for is said to be so', () => {
  const byFis = aFaultRecord({ proof: { atMs: 61_000, level: 1, seen: 'running' } });
  const { hypothesis, reasons } = concludeRun(someFacts({ faults: [byFis] }));
  expect(hypothesis).toBe('held');
  expect(reasons).toContain('the presence of fault "stop-one" is confirmed by FIS only');
});

test('a breach that no fault explains is told as a doubt', () => {
  const { reasons } = concludeRun(someFacts({ readings: broken, faults: [unproven] }));
  expect(reasons).toContain(
    'no fault was proven present when probe shop: 2 of 3 readings were bad, the last: HTTP',
  );
});
