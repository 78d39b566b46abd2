import { expect, test } from 'vitest';
import { seededRandom } from '../../../lab/network/seeded-random.ts';
import { isSevered, transitMs } from '../../../lab/network/transit.ts';

const drawing = (...numbers: number[]) => {
  const left = [...numbers];
  return () => left.shift() ?? 1;
};

// A draw below the percentage is a loss; Linux's first retransmission timeout is 200 ms and doubles.
test.each([
  ['a healthy link', {}, [], 0],
  ['latency', { latencyMs: 50 }, [], 50],
  ['nothing lost', { lossPercent: 20 }, [0.2], 0],
  ['lost once', { lossPercent: 20 }, [0.19, 0.5], 200],
  ['lost three times', { lossPercent: 20 }, [0, 0, 0, 0.9], 200 + 400 + 800],
  ['lost and slow', { lossPercent: 20, latencyMs: 50 }, [0.1, 0.9], 250],
] as const)('%s', (_, condition, draws, expected) => {
  expect(transitMs(condition, drawing(...draws))).toBe(expected);
});

test('a timeout does not grow beyond two minutes, and a sender gives up doubling after fifteen', () => {
  const doubled = 200 * (2 ** 10 - 1);
  expect(transitMs({ lossPercent: 50 }, () => 0)).toBe(doubled + 5 * 120_000);
});

test.each([
  [{}, false],
  [{ latencyMs: 1_000, lossPercent: 99 }, false],
  [{ lossPercent: 100 }, true],
  [{ cut: true }, true],
])('%j severs: %s', (condition, expected) => {
  expect(isSevered(condition)).toBe(expected);
});

test('the same seed gives the same numbers, another gives others, and they are spread', () => {
  const drawn = (seed: number) => Array.from({ length: 1_000 }, seededRandom(seed));
  expect(drawn(3)).toEqual(drawn(3));
  expect(drawn(3)).not.toEqual(drawn(4));
  const belowTenth = drawn(3).filter((number) => number < 0.1).length;
  expect(belowTenth).toBeGreaterThan(70);
  expect(belowTenth).toBeLessThan(130);
});
