import { expect, test } from 'vitest';
import { allOf, eachOf } from '../../../adapters/drivers/attribute/each-of.ts';
import { chunksOf } from '../../../adapters/drivers/chunks-of.ts';
import { once } from '../../../adapters/drivers/once.ts';

test('a few at a time, all of them, in their order, whatever happens to some', async () => {
  let now = 0;
  let most = 0;
  const outcome = await eachOf([...Array(20).keys()], async (n) => {
    now += 1;
    most = Math.max(most, now);
    await Promise.resolve();
    now -= 1;
    if (n % 7 === 0) throw new Error(`no ${n}`);
    return n;
  });

  expect(most).toBe(5);
  expect(outcome.map((one) => (one.status === 'fulfilled' ? one.value : one.reason.message))).toEqual(
    [...Array(20).keys()].map((n) => (n % 7 === 0 ? `no ${n}` : n)),
  );
});

test('work that must succeed fails with the first failure', async () => {
  await expect(
    allOf([1, 2, 3], async (n) => (n > 1 ? Promise.reject(new Error(`no ${n}`)) : n)),
  ).rejects.toThrow('no 2');
});

test('what has failed is made again, and what has not is not', async () => {
  let made = 0;
  const make = once(async () => {
    made += 1;
    if (made === 1) throw new Error('not yet');
    return made;
  });

  await expect(make()).rejects.toThrow('not yet');
  expect([await make(), await make()]).toEqual([2, 2]);
});

test('lists are cut into what one request may name, and an empty one into nothing', () => {
  expect(chunksOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(chunksOf([], 2)).toEqual([]);
});
