import { expect, test } from 'vitest';
import { alarmsNotWatched, exceeded, type Sized } from '../../../adapters/fis/quotas.ts';

const minuteMs = 60_000;

const fault = (fields: Partial<Sized> & { readonly hits?: number } = {}): Sized => {
  const { hits = 1, ...rest } = fields;
  const target = (n: number) => ({ arn: `arn:${n}`, label: `i-${n}`, tags: {}, containers: [] });
  return {
    name: 'stop-some',
    action: 'aws:ec2:stop-instances',
    driver: 'fis',
    targets: Array.from({ length: hits }, (_, n) => target(n)),
    startAfterMs: 0,
    durationMs: 5 * minuteMs,
    ...rest,
  };
};

const quiet = 0;

test.for([
  ['one fault on one resource', [fault()], quiet],
  ['as many targets as fit', [fault({ hits: 50 })], quiet],
  ['as many faults at once as may be active', Array.from({ length: 5 }, () => fault()), quiet],
  [
    'six faults, one after the other',
    [0, 6, 12, 18, 24, 30].map((n) => fault({ startAfterMs: n * minuteMs })),
    quiet,
  ],
  [
    'faults of other drivers, however many',
    Array.from({ length: 9 }, () => fault({ driver: 'ours' })),
    quiet,
  ],
  ['twelve hours', [fault({ durationMs: 720 * minuteMs })], quiet],
] as const)('%s exceeds nothing', ([, faults, active]) => {
  expect(exceeded(faults, active)).toEqual([]);
});

test.for([
  ['more targets than ten actions can name', [fault({ hits: 51 })], quiet, '51 targets; FIS takes 50'],
  [
    'more targets than FIS takes of one action',
    [fault({ action: 'aws:directconnect:virtual-interface-disconnect', hits: 6 })],
    quiet,
    '6 targets; FIS takes 5 of aws:directconnect',
  ],
  ['a minute more than twelve hours', [fault({ durationMs: 721 * minuteMs })], quiet, 'lasts 12 h 1 min'],
  ['six at once', Array.from({ length: 6 }, () => fault()), quiet, 'needs 6 FIS experiments at once'],
  ['two at once where four are active', [fault(), fault()], 4, '4 of them are active now'],
  ['one where five are active', [fault()], 5, '5 of them are active now'],
] as const)('%s is said in a sentence', ([, faults, active, sentence]) => {
  expect(exceeded(faults, active)).toEqual([expect.stringContaining(sentence)]);
});

test('more alarms than FIS watches are worth a sentence, and no reason not to start', () => {
  expect(alarmsNotWatched(5)).toBeUndefined();
  expect(alarmsNotWatched(6)).toContain('FIS itself stops at 5 of them');
});
