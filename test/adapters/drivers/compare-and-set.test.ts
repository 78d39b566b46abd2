import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InjectionRefused } from '../../../core/errors.ts';
import type { FaultRecord } from '../../../core/run.ts';
import { begin, type Far, type Fate, failureOf, farEnd, worldOf } from './far-end.ts';
import { anyRecord, changesAnything } from './records.ts';

const anyFault = anyRecord.filter(changesAnything);
const anyFate = fc.constantFrom<Fate>(
  'answered',
  'refused',
  'refused-at-last',
  'throttled',
  'never-arrived',
  'answer-lost',
);

const fates = fc.array(anyFate, { maxLength: 8 });

const changed = ({ targets, before, after }: FaultRecord) =>
  targets.flatMap(({ arn }) =>
    Object.keys(after[arn] ?? {})
      .filter((name) => after[arn]?.[name] !== before[arn]?.[name])
      .map((name) => ({ arn, name })),
  );

const set = ({ images }: Far, arn: string, name: string, value: string): void => {
  images.set(arn, { ...images.get(arn), [name]: value });
};

describe('a fault that is a change of values', () => {
  test('is gone after its undo, whatever there was before', async () => {
    await fc.assert(
      fc.asyncProperty(anyFault, async (record) => {
        const { far, driver } = begin(record);

        await driver.inject(record);
        expect(worldOf(far)).toEqual(record.after);
        expect(await driver.evidence(record)).toMatchObject({ present: 'yes' });
        expect(await driver.verify(record)).toMatchObject({ restored: false, drifted: false });
        expect(await driver.undo(record)).toEqual({ outcome: 'accepted' });

        expect(worldOf(far)).toEqual(record.before);
        expect(await driver.verify(record)).toMatchObject({ restored: true });
        expect(await driver.evidence(record)).toMatchObject({ present: 'no' });
      }),
    );
  });

  test('is the same when it is injected again, and a second undo changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(anyFault, async (record) => {
        const { far, driver } = begin(record);
        await driver.inject(record);
        const { writes } = far;
        await driver.inject(record);
        expect(far.writes).toBe(writes);

        await driver.undo(record);
        const undone = far.writes;
        expect(await driver.undo(record)).toEqual({ outcome: 'nothing-to-undo' });

        expect(far.writes).toBe(undone);
        expect(worldOf(far)).toEqual(record.before);
      }),
    );
  });

  test('is never undone over what somebody else has written, and all the rest of it is', async () => {
    const meddled = anyFault.chain((record) =>
      fc.tuple(fc.constant(record), fc.subarray(changed(record), { minLength: 1 })),
    );
    await fc.assert(
      fc.asyncProperty(meddled, async ([record, others]) => {
        const { far, driver } = begin(record);
        await driver.inject(record);
        for (const { arn, name } of others) set(far, arn, name, 'of somebody else');

        expect(await driver.undo(record)).toMatchObject({ outcome: 'drifted' });
        expect(await driver.verify(record)).toMatchObject({ restored: false, drifted: true });

        const expected = farEnd(record.before);
        for (const { arn, name } of others) set(expected, arn, name, 'of somebody else');
        expect(worldOf(far)).toEqual(worldOf(expected));
      }),
    );
  });

  test('is undone wherever it is there, however its injection went wrong', async () => {
    await fc.assert(
      fc.asyncProperty(anyFault, fates, async (record, planned) => {
        const { far, driver } = begin(record);
        far.fates = [...planned];
        const failure = await failureOf(driver.inject(record));
        const touched = JSON.stringify(worldOf(far)) !== JSON.stringify(record.before);
        // A refusal is believed: core undoes nothing after it.
        if (failure instanceof InjectionRefused) expect(touched).toBe(false);
        if (failure === undefined) expect(worldOf(far)).toEqual(record.after);
        far.fates = [];

        expect(await driver.undo(record)).toEqual({ outcome: touched ? 'accepted' : 'nothing-to-undo' });
        expect(worldOf(far)).toEqual(record.before);
      }),
    );
  });

  test('is undone on every target that lets it, and on the others as soon as they do', async () => {
    await fc.assert(
      fc.asyncProperty(anyFault, fates, async (record, planned) => {
        const { far, driver } = begin(record);
        await driver.inject(record);
        far.fates = [...planned];
        const failure = await failureOf(driver.undo(record));
        if (failure === undefined) expect(worldOf(far)).toEqual(record.before);
        far.fates = [];

        await driver.undo(record);

        expect(worldOf(far)).toEqual(record.before);
        expect(await driver.verify(record)).toMatchObject({ restored: true });
      }),
    );
  });

  test('writes nothing once its run is fenced', async () => {
    await fc.assert(
      fc.asyncProperty(anyFault, async (record) => {
        const { far, driver } = begin(record);
        await driver.fence(record.runId);

        await expect(driver.inject(record)).rejects.toThrow('has begun');

        expect(far.writes).toBe(0);
      }),
    );
  });

  test('that would change nothing is refused', async () => {
    await fc.assert(
      fc.asyncProperty(anyRecord, async ({ before, ...rest }) => {
        const record = { ...rest, before, after: before };
        const { far, driver } = begin(record);

        await expect(driver.inject(record)).rejects.toThrow(InjectionRefused);
        expect(await driver.evidence(record)).toMatchObject({ present: 'no' });
        expect(far.writes).toBe(0);
      }),
    );
  });
});
