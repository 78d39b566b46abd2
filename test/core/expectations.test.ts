import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeExpectation, type Observed, outcomesOf } from '../../core/expectations.ts';
import type { AlarmChange, AlarmState } from '../../core/ports.ts';
import { concludeRun } from '../../core/verdict.ts';
import { anExperiment } from '../support/an-experiment.ts';
import { aFaultRecord, aRun, someFacts } from '../support/facts.ts';

const second = 1_000;
const minute = 60 * second;
// The fault is there from 60 to 180 s.
const run = aRun();
const goesOff = { alarm: 'shop-5xx', withinMs: minute };
const acknowledged = { acknowledged: 'pager', withinMs: 2 * minute };

const change = (atS: number, state: AlarmState): AlarmChange => ({ atMs: atS * second, state, reason: 'so' });
const changes = (...all: readonly AlarmChange[]): Observed => ({ changes: [change(0, 'OK'), ...all] });
const byAna = (atS: number): Observed => ({ acknowledgement: { atMs: atS * second, by: 'Ana' } });
const judged = (observed: Observed, readAtS = 300, of = run) =>
  judgeExpectation(goesOff, of, observed, readAtS * second);

describe('an alarm that is expected', () => {
  test('is met when it goes off in time, and how long that took is kept', () => {
    expect(judged(changes(change(90, 'ALARM')))).toMatchObject({
      ...{ outcome: 'met', tookMs: 30 * second },
      reason: 'alarm shop-5xx went off after 30 s',
    });
  });

  test('is met by the first time that it goes off, at the last moment too', () => {
    const twice = changes(change(120, 'ALARM'), change(130, 'OK'), change(140, 'ALARM'));
    expect(judged(twice)).toMatchObject({ outcome: 'met', tookMs: minute });
  });

  test('is missed when it does not go off, also when it has no data', () => {
    const reason = 'alarm shop-5xx did not go off within 1 min';
    expect(judged(changes())).toMatchObject({ outcome: 'missed', reason });
    expect(judged(changes(change(70, 'INSUFFICIENT_DATA')))).toMatchObject({ outcome: 'missed', reason });
  });

  test('is missed when it is late, and says by how much', () => {
    expect(judged(changes(change(121, 'ALARM')))).toMatchObject({
      ...{ outcome: 'missed', tookMs: 61 * second },
      reason: 'alarm shop-5xx did not go off within 1 min, but after 1 min 1 s',
    });
  });

  test('says nothing when it was in ALARM before the fault', () => {
    const observed = {
      changes: [change(0, 'OK'), change(50, 'ALARM'), change(90, 'OK'), change(95, 'ALARM')],
    };
    expect(judged(observed)).toMatchObject({ outcome: 'unknown' });
  });

  test('had no chance when the fault was taken back before its time was over', () => {
    const early = aRun({ revertingAtMs: 100 * second });
    expect(judged(changes(), 300, early)).toMatchObject({
      ...{ outcome: 'unknown', reason: expect.stringContaining('taken back before') },
    });
    expect(judged(changes(change(80, 'ALARM')), 300, early)).toMatchObject({ outcome: 'met' });
  });

  test.each<[string, Observed, number]>([
    ['that cannot be read', { unreadable: 'AccessDenied' }, 300],
    ['of which nothing is on record', { changes: [] }, 300],
    ['that was read before its time was over', changes(), 100],
  ])('%s is not known', (_, observed, readAtS) => {
    const open = aRun({ revertingAtMs: 100_000 * second });
    expect(judged(observed, readAtS, open)).toMatchObject({ outcome: 'unknown' });
  });
});

describe('an acknowledgement that is expected', () => {
  const of = (observed: Observed) => judgeExpectation(acknowledged, run, observed, 300 * second);

  test('is met by a person in time, who is named', () => {
    expect(of(byAna(100))).toMatchObject({
      ...{ outcome: 'met', tookMs: 40 * second, by: 'Ana' },
      reason: 'Ana acknowledged in pager after 40 s',
    });
  });

  test('is missed when nobody does, or too late', () => {
    expect(of({ acknowledgement: undefined })).toMatchObject({
      ...{ outcome: 'missed', reason: 'nobody acknowledged in pager within 2 min' },
    });
    expect(of(byAna(200))).toMatchObject({ outcome: 'missed', tookMs: 140 * second, by: 'Ana' });
  });
});

test('without a fault nothing is expected', () => {
  const { injectedAtMs: _, ...nothing } = run;
  expect(judged(changes(change(90, 'ALARM')), 300, nothing)).toMatchObject({ outcome: 'unknown' });
});

test('what is not on record is not known', () => {
  const [known, other] = outcomesOf({ expect: [goesOff, acknowledged] }, [
    judgeExpectation(acknowledged, run, byAna(100), 300 * second),
  ]);
  expect(known).toMatchObject({ outcome: 'unknown', reason: expect.stringContaining('never read') });
  expect(other).toMatchObject({ outcome: 'met' });
});

const concluded = (observed: Observed, fields: Parameters<typeof someFacts>[0] = {}) => {
  const facts = someFacts(fields);
  const experiment = { ...facts.experiment, expect: [goesOff] };
  return concludeRun({ ...facts, experiment, expectations: [judged(observed, 300, facts.run)] });
};

describe('the verdict', () => {
  test('is held when everything was healthy and the alarm went off in time', () => {
    const { hypothesis, reasons, expectations } = concluded(changes(change(90, 'ALARM')));
    expect(hypothesis).toBe('held');
    expect(reasons).toContain('alarm shop-5xx went off after 30 s');
    expect(expectations).toEqual([expect.objectContaining({ outcome: 'met', tookMs: 30 * second })]);
  });

  test('is failed when an alarm that was expected did not go off while a fault was proven', () => {
    const { hypothesis, reasons, exitCode } = concluded(changes());
    expect([hypothesis, exitCode]).toEqual(['failed', 3]);
    expect(reasons).toEqual(['alarm shop-5xx did not go off within 1 min']);
  });

  test('is untested when no fault was proven, or the alarm cannot be read', () => {
    const { proof: _, ...unproven } = aFaultRecord();
    expect(concluded(changes(), { faults: [unproven] }).hypothesis).toBe('untested');
    expect(concluded({ unreadable: 'gone' }).hypothesis).toBe('untested');
  });

  test('is untested when the fault was gone before its time: nobody knows how long it could have been noticed', () => {
    const faults = [aFaultRecord({ goneEarly: 'it ended by itself' })];
    expect(concluded(changes(), { faults }).hypothesis).toBe('untested');
  });

  test('is never held with an expectation that is not known to be met, and never failed by one that was met', () => {
    const state = fc.constantFrom<AlarmState>('OK', 'ALARM', 'INSUFFICIENT_DATA');
    const anyChanges = fc
      .array(fc.record({ atS: fc.integer({ min: -10, max: 400 }), state }), { maxLength: 6 })
      .map(
        (all): Observed => ({
          changes: all.toSorted((a, b) => a.atS - b.atS).map(({ atS, state: to }) => change(atS, to)),
        }),
      );
    const anyObserved = fc.oneof(
      anyChanges,
      fc.constant<Observed>({ unreadable: 'gone' }),
      fc
        .option(fc.integer({ min: 60, max: 400 }), { nil: undefined })
        .map((atS): Observed => (atS === undefined ? { acknowledgement: undefined } : byAna(atS))),
    );
    const anyRun = fc.record({
      revertingAtMs: fc.integer({ min: 60, max: 200 }).map((s) => s * second),
      withinMs: fc.integer({ min: 1, max: 200 }).map((s) => s * second),
      readAtMs: fc.integer({ min: 60, max: 500 }).map((s) => s * second),
      isOnRecord: fc.boolean(),
    });
    fc.assert(
      fc.property(anyObserved, anyRun, (observed, { revertingAtMs, withinMs, readAtMs, isOnRecord }) => {
        const expectation =
          'acknowledgement' in observed ? { ...acknowledged, withinMs } : { ...goesOff, withinMs };
        const facts = someFacts({ run: aRun({ revertingAtMs }) });
        const outcome = judgeExpectation(expectation, facts.run, observed, readAtMs);
        const { hypothesis, expectations } = concludeRun({
          ...facts,
          experiment: anExperiment({ ...facts.experiment, expect: [expectation] }),
          ...(isOnRecord && { expectations: [outcome] }),
        });
        const isMet = expectations?.every((one) => one.outcome === 'met') ?? false;
        if (hypothesis === 'held') expect(isMet).toBe(true);
        if (isMet) {
          expect(hypothesis).not.toBe('failed');
          expect(outcome.tookMs).toBeLessThanOrEqual(withinMs);
        }
        if (hypothesis === 'failed') expect(outcome.outcome).toBe('missed');
        if (outcome.outcome === 'missed')
          expect(revertingAtMs - 60 * second).toBeGreaterThanOrEqual(withinMs);
      }),
    );
  });
});
