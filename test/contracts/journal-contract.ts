import { describe, expect, test } from 'vitest';
import { verifyChain } from '../../core/chain.ts';
import type { Journal } from '../../core/ports.ts';

const entry = (kind: string) => ({
  kind,
  atMs: 1_000,
  actor: 'ana',
  reason: 'r',
  data: { n: 1, deep: { x: [1] } },
});

/** What every journal promises. */
export const journalContract = (name: string, make: () => Journal): void => {
  describe(`${name}: journal`, () => {
    test('keeps what is appended, in order, as a chain that verifies', async () => {
      const journal = make();

      await journal.append('run-1', entry('planned'));
      await journal.append('run-1', entry('armed'), { durable: true });
      await journal.append('run-1', { kind: 'injected', atMs: 2_000, actor: 'ben' });

      const records = await journal.read('run-1');
      expect(records).toMatchObject([entry('planned'), entry('armed'), { kind: 'injected', actor: 'ben' }]);
      expect(verifyChain(records)).toEqual({ ok: true, records: 3 });
    });

    test('keeps what is written once from being written twice, also when several do it', async () => {
      const journal = make();
      const write = () => journal.append('run-1', entry('concluded'), { once: true });

      await Promise.all([write(), write()]);
      await journal.append('run-1', entry('told'), { once: true });
      await write();

      expect((await journal.read('run-1')).map(({ kind }) => kind)).toEqual(['concluded', 'told']);
    });

    test('keeps runs apart', async () => {
      const journal = make();

      await journal.append('run-1', entry('planned'));
      await journal.append('run-2', entry('refused'));

      expect(await journal.read('run-2')).toMatchObject([{ kind: 'refused', seq: 1 }]);
      expect(await journal.read('run-3')).toEqual([]);
    });

    test('is one chain when many append at once', async () => {
      const journal = make();

      const appends = Array.from({ length: 20 }, (_, n) =>
        journal.append('run-1', entry(`kind-${n}`), { durable: n % 5 === 0 }),
      );
      await Promise.all(appends);

      expect(verifyChain(await journal.read('run-1'))).toEqual({ ok: true, records: 20 });
    });

    test('is not changed by what a reader does to its copy', async () => {
      const journal = make();
      await journal.append('run-1', entry('planned'));

      for (const record of await journal.read('run-1')) Object.assign(record, { kind: 'nothing' });

      expect(await journal.read('run-1')).toMatchObject([{ kind: 'planned' }]);
    });
  });
};
