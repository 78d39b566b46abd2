import { describe, expect, test } from 'vitest';
import type { Leases } from '../../core/ports.ts';

/** What every store of leases promises. */
export const leasesContract = (name: string, make: () => Leases): void => {
  describe(`${name}: leases`, () => {
    test('exclude each other, and say who holds what', async () => {
      const leases = make();
      await leases.acquire('run-1', ['web-1', 'asg']);

      const answer = await leases.acquire('run-2', ['web-2', 'asg']);

      expect(answer).toEqual({ ok: false, key: 'asg', heldBy: 'run-1' });
    });

    test('are taken all or none', async () => {
      const leases = make();
      await leases.acquire('run-1', ['asg']);
      await leases.acquire('run-2', ['web-2', 'asg']);

      expect(await leases.list()).toEqual([{ key: 'asg', holder: 'run-1' }]);
    });

    test('may be taken again by their holder, with more', async () => {
      const leases = make();
      await leases.acquire('run-1', ['web-1']);

      expect(await leases.acquire('run-1', ['web-2', 'web-1', 'web-2'])).toEqual({ ok: true });
      expect(await leases.list()).toEqual([
        { key: 'web-1', holder: 'run-1' },
        { key: 'web-2', holder: 'run-1' },
      ]);
    });

    test('are free for others once released, and only those', async () => {
      const leases = make();
      await leases.acquire('run-1', ['web-1']);
      await leases.acquire('run-2', ['web-2']);

      await leases.release('run-1');
      await leases.release('run-1');

      expect(await leases.acquire('run-3', ['web-1'])).toEqual({ ok: true });
      expect(await leases.acquire('run-3', ['web-2'])).toMatchObject({ ok: false, heldBy: 'run-2' });
    });

    test('go to one of several that ask at once', async () => {
      const leases = make();
      const holders = ['run-1', 'run-2', 'run-3'];

      const answers = await Promise.all(holders.map((holder) => leases.acquire(holder, ['web-1'])));

      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    });
  });
};
