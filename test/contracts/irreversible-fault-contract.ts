import { describe, expect, test } from 'vitest';
import type { Fault } from '../../core/experiment.ts';
import type { FaultDriver } from '../../core/ports.ts';
import { recordOf } from './record-of.ts';

/** A driver, a world in which a fault heals by itself, and a way to let it heal. */
export type IrreversibleFaultWorld = {
  readonly driver: FaultDriver;
  now(): number;
  readonly irreversible: Fault;
  heal(): Promise<void>;
};

/** What every fault driver promises of faults that cannot be undone. */
export const irreversibleFaultContract = (
  name: string,
  makeWorld: () => IrreversibleFaultWorld | Promise<IrreversibleFaultWorld>,
): void => {
  const inject = async () => {
    const world = await makeWorld();
    const record = await recordOf(world.driver, world.irreversible, world.now());
    await world.driver.inject(record);
    return { ...world, record };
  };

  describe(`${name}: a fault that cannot be undone`, () => {
    test('says so', async () => {
      const { driver, irreversible } = await makeWorld();

      expect(driver.facts(irreversible.action, irreversible.parameters)?.revertClass).toBe('irreversible');
    });

    test('is present, and has nothing to undo', async () => {
      const { driver, record } = await inject();

      expect(await driver.evidence(record)).toMatchObject({ present: 'yes' });
      expect(await driver.undo(record)).toEqual({ outcome: 'nothing-to-undo' });
    });

    test('is restored when the system has made good for it, not before', async () => {
      const { driver, record, heal } = await inject();
      expect(await driver.verify(record)).toMatchObject({ restored: false, drifted: false });

      await heal();

      expect(await driver.verify(record)).toMatchObject({ restored: true });
      expect(await driver.evidence(record)).toMatchObject({ present: 'yes' });
    });
  });
};
