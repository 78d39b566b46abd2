import { describe, expect, test } from 'vitest';
import type { IdempotencyKeys } from '../../core/fronts.ts';

const claim = (key: string, answer: string, fields = {}) => ({
  ...{ key, bodyHash: 'same', answer: { runId: answer }, atMs: 1_000_000, forMs: 60_000 },
  ...fields,
});

/** What every store of idempotency keys promises. */
export const idempotencyKeysContract = (name: string, make: () => IdempotencyKeys): void => {
  describe(`${name}: idempotency keys`, () => {
    test('are claimed once, and repeated with the first answer', async () => {
      const keys = make();

      expect(await keys.claim(claim('k', 'first'))).toEqual({
        outcome: 'claimed',
        answer: { runId: 'first' },
      });
      expect(await keys.claim(claim('k', 'second'))).toEqual({
        outcome: 'repeated',
        answer: { runId: 'first' },
      });
    });

    test('are taken for whoever asks for something else', async () => {
      const keys = make();
      await keys.claim(claim('k', 'first'));

      expect(await keys.claim(claim('k', 'second', { bodyHash: 'other' }))).toEqual({ outcome: 'taken' });
    });

    test('do not know of each other', async () => {
      const keys = make();
      await keys.claim(claim('k', 'first'));

      expect(await keys.claim(claim('K', 'second'))).toMatchObject({ outcome: 'claimed' });
    });

    test('are free again when they have expired', async () => {
      const keys = make();
      await keys.claim(claim('k', 'first'));

      const later = { atMs: 1_060_000, bodyHash: 'other' };

      expect(await keys.claim(claim('k', 'second', later))).toMatchObject({ answer: { runId: 'second' } });
      expect(await keys.claim(claim('k', 'third', { ...later, atMs: 1_119_000 }))).toMatchObject({
        outcome: 'repeated',
      });
    });

    test('of several claims at once one is the first, and the others are told its answer', async () => {
      const keys = make();

      const claims = await Promise.all(['a', 'b', 'c', 'd'].map((answer) => keys.claim(claim('k', answer))));

      expect(claims.filter(({ outcome }) => outcome === 'claimed')).toHaveLength(1);
      expect(new Set(claims.map((one) => JSON.stringify('answer' in one && one.answer))).size).toBe(1);
    });
  });
};
