import { describe, expect, test } from 'vitest';
import type { Occurrences } from '../../core/fronts.ts';

const shop = { kind: 'Experiment', name: 'shop' } as const;
const atMs = Date.parse('2026-12-01T09:00:00Z');

/** What everybody promises who keeps what people say of occurrences. */
export const occurrencesContract = (name: string, make: () => Occurrences): void => {
  describe(`${name}: occurrences`, () => {
    test('are skipped by the first who says so', async () => {
      const occurrences = make();
      expect(await occurrences.skippedBy(shop, atMs)).toBeUndefined();

      await occurrences.skip(shop, atMs, 'ana');
      await occurrences.skip(shop, atMs, 'ben');

      expect(await occurrences.skippedBy(shop, atMs)).toBe('ana');
    });

    test('are skipped one by one', async () => {
      const occurrences = make();
      await occurrences.skip(shop, atMs, 'ana');

      expect(await occurrences.skippedBy(shop, atMs + 60_000)).toBeUndefined();
      expect(await occurrences.skippedBy({ ...shop, name: 'bank' }, atMs)).toBeUndefined();
      expect(await occurrences.skippedBy({ ...shop, kind: 'GameDay' }, atMs)).toBeUndefined();
    });

    test('are claimed once for each word, and a claim skips nothing', async () => {
      const occurrences = make();

      expect(await occurrences.claim(shop, atMs, 'skip')).toBe(true);
      expect(await occurrences.claim(shop, atMs, 'skip')).toBe(false);
      expect(await occurrences.claim(shop, atMs, 'slack/T-24 h/#oncall')).toBe(true);
      expect(await occurrences.claim(shop, atMs + 60_000, 'skip')).toBe(true);
      expect(await occurrences.skippedBy(shop, atMs)).toBeUndefined();
    });

    test('of several claims at once one is the first', async () => {
      const occurrences = make();

      const claims = await Promise.all([1, 2, 3, 4].map(() => occurrences.claim(shop, atMs, 'T-24 h')));

      expect(claims.filter(Boolean)).toHaveLength(1);
    });
  });
};
