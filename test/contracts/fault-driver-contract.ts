import { describe, expect, test } from 'vitest';
import { Fenced, InjectionRefused } from '../../core/errors.ts';
import type { Fault } from '../../core/experiment.ts';
import type { FaultDriver } from '../../core/ports.ts';
import { recordOf } from './record-of.ts';

/** A driver and a world it can break, made anew for each test. */
export type FaultWorld = {
  readonly driver: FaultDriver;
  now(): number;
  /** A fault that is there until it is undone. */
  readonly reversible: Fault;
  /** A fault the target system refuses for certain. */
  readonly impossible: Fault;
  /** Makes of a target something that is neither its before- nor its after-image. */
  meddle(arn: string): void | Promise<void>;
};

/** What every fault driver promises of faults that can be undone. */
export const faultDriverContract = (
  name: string,
  makeWorld: () => FaultWorld | Promise<FaultWorld>,
): void => {
  const begin = async () => {
    const world = await makeWorld();
    return { ...world, record: await recordOf(world.driver, world.reversible, world.now()) };
  };

  describe(`${name}: a fault that can be undone`, () => {
    test('is known by its action, and an action of another driver is not', async () => {
      const { driver, reversible } = await begin();

      expect(driver.facts(reversible.action, reversible.parameters)).toMatchObject({
        resourceType: reversible.targets.resourceType,
        revertClass: expect.not.stringMatching('irreversible'),
      });
      expect(driver.facts('aws:none:such')).toBeUndefined();
    });

    test('resolves to the same candidates in the same order', async () => {
      const { driver, reversible } = await begin();

      const first = await driver.resolve(reversible);

      expect(first.length).toBeGreaterThan(0);
      expect(await driver.resolve(reversible)).toEqual(first);
    });

    test('has a before- and an after-image of each target, and they differ', async () => {
      const { record } = await begin();

      for (const { arn } of record.targets) {
        expect(record.before[arn]).toBeDefined();
        expect(record.after[arn]).toBeDefined();
        expect(record.after[arn]).not.toEqual(record.before[arn]);
      }
    });

    test('is absent before, present after it is injected, and absent after it is undone', async () => {
      const { driver, record } = await begin();
      expect(await driver.evidence(record)).toMatchObject({ present: 'no' });
      expect(await driver.verify(record)).toMatchObject({ restored: true });

      await driver.inject(record);
      expect(await driver.evidence(record)).toMatchObject({ present: 'yes' });
      expect(await driver.verify(record)).toMatchObject({ restored: false, drifted: false });

      expect(await driver.undo(record)).toEqual({ outcome: 'accepted' });
      expect(await driver.verify(record)).toMatchObject({ restored: true });
      expect(await driver.evidence(record)).toMatchObject({ present: 'no' });
    });

    test('that is not there has nothing to undo', async () => {
      const { driver, record } = await begin();

      expect(await driver.undo(record)).toMatchObject({ outcome: 'nothing-to-undo' });
      expect(await driver.verify(record)).toMatchObject({ restored: true });
    });

    test('is undone as often as one likes', async () => {
      const { driver, record } = await begin();
      await driver.inject(record);
      await driver.undo(record);

      expect(await driver.undo(record)).toMatchObject({ outcome: 'nothing-to-undo' });
      expect(await driver.verify(record)).toMatchObject({ restored: true });
    });

    test('is the same fault when it is asked for again', async () => {
      const { driver, record } = await begin();
      await driver.inject(record);
      await driver.inject(record);
      await driver.undo(record);

      // A far end may know the token, or refuse whatever comes after the undo.
      const refusal = await driver.inject(record).catch((failure: unknown) => failure);

      expect([undefined, expect.any(Fenced)]).toContainEqual(refusal);
      expect(await driver.evidence(record)).toMatchObject({ present: 'no' });
    });

    test('is refused once its run is fenced, and nothing happens', async () => {
      const { driver, record } = await begin();
      await driver.fence(record.runId);
      await driver.fence(record.runId);

      await expect(driver.inject(record)).rejects.toThrow(Fenced);
      expect(await driver.evidence(record)).toMatchObject({ present: 'no' });
    });

    test('of another run is not fenced with it', async () => {
      const { driver, record } = await begin();
      await driver.fence('run-of-somebody-else');

      await driver.inject(record);

      expect(await driver.evidence(record)).toMatchObject({ present: 'yes' });
    });

    test('is not undone over what somebody else made of the target', async () => {
      const { driver, record, meddle } = await begin();
      await driver.inject(record);
      await meddle(record.targets[0]?.arn ?? '');

      expect(await driver.undo(record)).toMatchObject({ outcome: 'drifted', seen: expect.any(String) });
      expect(await driver.verify(record)).toMatchObject({ restored: false, drifted: true });
    });

    test('that the target system refuses leaves nothing behind', async () => {
      const { driver, impossible, now } = await begin();
      const record = await recordOf(driver, impossible, now());

      await expect(driver.inject(record)).rejects.toThrow(InjectionRefused);
      expect(await driver.evidence(record)).toMatchObject({ present: 'no' });
      expect(await driver.residue(record.runId)).toEqual([]);
    });

    test('leaves no residue once it is undone', async () => {
      const { driver, record } = await begin();
      await driver.inject(record);

      await driver.fence(record.runId);
      await driver.undo(record);

      expect(await driver.residue(record.runId)).toEqual([]);
    });
  });
};
