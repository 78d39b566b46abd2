import { describe, expect, test } from 'vitest';
import type { Levers } from '../../core/ports.ts';

const lever = (scope: string, by = 'ana') => ({ scope, by, reason: 'sale', atMs: 1_000 });

/** What every store of levers promises. */
export const leversContract = (name: string, make: () => Levers): void => {
  describe(`${name}: levers`, () => {
    test('are engaged until they are released', async () => {
      const levers = make();
      await levers.engage(lever('global'));
      await levers.engage(lever('service:shop'));
      expect(await levers.engaged(['global'])).toEqual([lever('global')]);

      await levers.release('global');

      expect(await levers.engaged(['global'])).toEqual([]);
      expect(await levers.engaged(['service:shop'])).toEqual([lever('service:shop')]);
    });

    test('hold nothing back outside their scope', async () => {
      const levers = make();
      await levers.engage(lever('service:shop'));

      expect(await levers.engaged(['global', 'service:bank', 'experiment:shop'])).toEqual([]);
      expect(await levers.engaged([])).toEqual([]);
    });

    test('are all shown, in the order they are asked for', async () => {
      const levers = make();
      await levers.engage(lever('experiment:one'));
      await levers.engage(lever('global'));

      expect(await levers.engaged(['global', 'experiment:one'])).toEqual([
        lever('global'),
        lever('experiment:one'),
      ]);
    });

    test('pulled twice name the last to pull, and one release frees them', async () => {
      const levers = make();
      await levers.engage(lever('global', 'ana'));
      await levers.engage(lever('global', 'ben'));
      expect(await levers.engaged(['global'])).toEqual([lever('global', 'ben')]);

      await levers.release('global');

      expect(await levers.engaged(['global'])).toEqual([]);
    });
  });
};
