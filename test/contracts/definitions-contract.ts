import { describe, expect, test } from 'vitest';
import type { Definition, Definitions } from '../../core/fronts.ts';
import { sampleExperiment, sampleGameDay } from './samples.ts';

const deployed = (name: string, version: string, updatedBy = 'ana'): Definition => ({
  kind: 'Experiment',
  document: sampleExperiment({ name }),
  version,
  updatedAtMs: 1_000,
  updatedBy,
});

const gameDay = (name: string): Definition => ({
  kind: 'GameDay',
  document: { ...sampleGameDay({ gameDayId: 'day' }).document, name },
  experiments: [{ name: 'one', version: '0123456789ab' }],
  version: 'v1',
  updatedAtMs: 2_000,
  updatedBy: 'ben',
  written: { kind: 'GameDay', steps: [{ experiment: 'one' }] },
});

const ref = (name: string) => ({ kind: 'Experiment', name }) as const;

/** What every store of deployed documents promises. */
export const definitionsContract = (name: string, make: () => Definitions): void => {
  describe(`${name}: definitions`, () => {
    test('are read back whole', async () => {
      const definitions = make();

      expect(await definitions.put(deployed('one', 'v1'), undefined)).toBe(true);
      expect(await definitions.put(gameDay('autumn'), undefined)).toBe(true);

      expect(await definitions.get(ref('one'))).toEqual(deployed('one', 'v1'));
      expect(await definitions.get({ kind: 'GameDay', name: 'autumn' })).toEqual(gameDay('autumn'));
    });

    test('that nobody deployed are not there', async () => {
      const definitions = make();
      await definitions.put(deployed('one', 'v1'), undefined);

      expect(await definitions.get(ref('two'))).toBeUndefined();
      expect(await definitions.get({ kind: 'GameDay', name: 'one' })).toBeUndefined();
    });

    test('are listed by kind, in the order of their names', async () => {
      const definitions = make();
      for (const one of ['web', 'api', 'database']) await definitions.put(deployed(one, 'v1'), undefined);
      await definitions.put(gameDay('autumn'), undefined);

      const names = (await definitions.list('Experiment')).map(({ document }) => document.name);

      expect(names).toEqual(['api', 'database', 'web']);
      expect(await definitions.list('GameDay')).toEqual([gameDay('autumn')]);
    });

    test('are not replaced by whoever thinks that there is none', async () => {
      const definitions = make();
      await definitions.put(deployed('one', 'v1', 'ana'), undefined);

      expect(await definitions.put(deployed('one', 'v2', 'ben'), undefined)).toBe(false);

      expect(await definitions.get(ref('one'))).toEqual(deployed('one', 'v1', 'ana'));
    });

    test('are replaced only by whoever knows the version in force', async () => {
      const definitions = make();
      await definitions.put(deployed('one', 'v1'), undefined);

      expect(await definitions.put(deployed('one', 'v2'), 'v1')).toBe(true);
      expect(await definitions.put(deployed('one', 'v3'), 'v1')).toBe(false);

      expect((await definitions.get(ref('one')))?.version).toBe('v2');
    });

    test('are not made by whoever thinks that there is one', async () => {
      const definitions = make();

      expect(await definitions.put(deployed('one', 'v2'), 'v1')).toBe(false);

      expect(await definitions.list('Experiment')).toEqual([]);
    });

    test('of several who replace the same version one does', async () => {
      const definitions = make();
      await definitions.put(deployed('one', 'v0'), undefined);

      const won = await Promise.all(
        ['a', 'b', 'c', 'd'].map((version) => definitions.put(deployed('one', version), 'v0')),
      );

      expect(won.filter(Boolean)).toHaveLength(1);
    });

    test('are taken back only in the version in force, and once', async () => {
      const definitions = make();
      await definitions.put(deployed('one', 'v2'), undefined);

      expect(await definitions.remove(ref('one'), 'v1')).toBe(false);
      expect(await definitions.remove(ref('one'), 'v2')).toBe(true);
      expect(await definitions.remove(ref('one'), 'v2')).toBe(false);

      expect(await definitions.get(ref('one'))).toBeUndefined();
    });
  });
};
