import { expect, test } from 'vitest';
import { flagIn } from '../../middleware/flag.ts';

const whole = {
  expiresAt: '2026-11-23T04:00:00.000Z',
  fault: { latencyMs: 500 },
  run: 'run-1/0',
  cacheMs: 30_000,
  functions: ['pay'],
};

test('a flag is what it was written as', () => {
  expect(flagIn(JSON.stringify(whole))).toEqual(whole);
});

test('a flag needs neither a time for which it may be kept nor names', () => {
  const { expiresAt, fault, run } = whole;

  expect(flagIn(JSON.stringify({ expiresAt, fault, run }))).toEqual({ expiresAt, fault, run });
});

test.each([
  [{ expiresAt: 'soon' }],
  [{ expiresAt: 1_795_406_400_000 }],
  [{ expiresAt: undefined }],
  [{ fault: undefined }],
  [{ fault: null }],
  [{ fault: [] }],
  [{ fault: 'slow' }],
  [{ run: undefined }],
  [{ run: '' }],
  [{ run: 5 }],
  [{ cacheMs: -1 }],
  [{ cacheMs: 0.5 }],
  [{ cacheMs: 300_001 }],
  [{ cacheMs: '5' }],
  [{ cacheMs: null }],
  [{ functions: 'pay' }],
  [{ functions: [5] }],
  [{ functions: null }],
])('with %j it is none', (fields) => {
  expect(flagIn(JSON.stringify({ ...whole, ...fields }))).toBeUndefined();
});
