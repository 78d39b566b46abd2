import { describe, expect, test } from 'vitest';
import type { Told } from '../../core/notices/tell-people.ts';

const nowMs = Date.UTC(2026, 10, 23, 10);

/** What every record of told notices promises. */
export const toldContract = (name: string, make: () => Told): void => {
  describe(`${name}: a notice`, () => {
    test('is told by one, and once', async () => {
      const told = make();
      expect(await told.begin('a', nowMs)).toBe('mine');
      expect(await told.begin('a', nowMs)).toBe('busy');
      await told.end('a', nowMs);
      expect(await told.begin('a', nowMs)).toBe('told');
      expect(await told.begin('a', nowMs + 86_400_000)).toBe('told');
      expect(await told.begin('b', nowMs)).toBe('mine');
    });

    test('that failed is told again at once', async () => {
      const told = make();
      await told.begin('a', nowMs);
      await told.giveBack('a');
      expect(await told.begin('a', nowMs)).toBe('mine');
    });

    test('whose teller died is told by another after a while', async () => {
      const told = make();
      await told.begin('a', nowMs);
      expect(await told.begin('a', nowMs + 60_000)).toBe('busy');
      expect(await told.begin('a', nowMs + 90_000)).toBe('mine');
      expect(await told.begin('a', nowMs + 90_000)).toBe('busy');
    });

    test('of several who begin at once is one’s', async () => {
      const told = make();
      const begun = await Promise.all(Array.from({ length: 5 }, () => told.begin('a', nowMs)));
      expect(begun.filter((one) => one === 'mine')).toHaveLength(1);
    });
  });
};
