import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InjectionRefused, ServiceUnavailable, WrongAsAsked } from '../../../core/errors.ts';
import type { FaultRecord, Image } from '../../../core/run.ts';
import { sampleFaultRecord } from '../../contracts/samples.ts';
import {
  anyRecord,
  changesAnything,
  driverOn,
  type Far,
  type Fate,
  farEnd,
  memoryFences,
} from './far-end.ts';

const anyFault = anyRecord.filter(changesAnything);
const anyFate = fc.constantFrom<Fate>(
  'answered',
  'refused',
  'refused-at-last',
  'throttled',
  'never-arrived',
  'answer-lost',
);

const begin = (record: FaultRecord) => {
  const far = farEnd(record.before);
  return { far, driver: driverOn(far, memoryFences()) };
};

const worldOf = ({ images }: Far): Record<string, Image> => Object.fromEntries(images);
const fates = fc.array(anyFate, { maxLength: 8 });
const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (failure: unknown) => failure,
  );

const imagesOn = ({ targets }: Pick<FaultRecord, 'targets'>, x: string): Record<string, Image> =>
  Object.fromEntries(targets.map(({ arn }) => [arn, { x }]));

const recordOn = (arns: readonly string[]): FaultRecord => {
  const targets = arns.map((arn) => ({ arn, label: arn, tags: {}, containers: [] }));
  const record = { ...sampleFaultRecord({ runId: 'run-1' }), action: 'test/attribute', targets };
  return { ...record, before: imagesOn(record, 'before'), after: imagesOn(record, 'after') };
};

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

describe('what an injection says when it fails', () => {
  const record = recordOn(['arn:0', 'arn:1', 'arn:2']);

  test.each([
    { fates: ['refused'], is: InjectionRefused, present: 'no' },
    { fates: ['refused-at-last'], is: WrongAsAsked, present: 'no' },
    { fates: ['throttled'], is: ServiceUnavailable, present: 'no' },
    { fates: ['never-arrived'], is: ServiceUnavailable, present: 'no' },
    { fates: ['answer-lost'], is: ServiceUnavailable, present: 'partly' },
    { fates: ['answered', 'refused'], is: WrongAsAsked, present: 'partly' },
    { fates: ['answered', 'throttled'], is: ServiceUnavailable, present: 'partly' },
    { fates: ['answered', 'answered', 'answer-lost'], is: ServiceUnavailable, present: 'yes' },
  ] as const)(
    'after $fates it is $is.name, and the fault is there: $present',
    async ({ fates, is, present }) => {
      const { far, driver } = begin(record);
      far.fates = [...fates];

      const failure = await failureOf(driver.inject(record));

      expect(failure).toBeInstanceOf(is);
      if (is !== InjectionRefused) expect(failure).not.toBeInstanceOf(InjectionRefused);
      expect(await driver.evidence(record)).toMatchObject({ present });
    },
  );

  test('a fence that is raised half way stops it, and is no refusal: something is there', async () => {
    const { far } = begin(record);
    const fences = memoryFences();
    const driver = driverOn(
      {
        ...far,
        write: async (...asked) => {
          await fences.raise(record.runId);
          return far.write(...asked);
        },
      },
      fences,
    );

    const failure = await failureOf(driver.inject(record));

    expect(failure).toBeInstanceOf(WrongAsAsked);
    expect(failure).toMatchObject({ name: 'WrongAsAsked', message: expect.stringContaining('after 1 of 3') });
    expect(await driver.evidence(record)).toMatchObject({ present: 'partly' });
  });

  test('a target that is gone is a refusal before anything is written', async () => {
    const { far, driver } = begin(record);
    far.images.delete('arn:1');

    await expect(driver.inject(record)).rejects.toThrow(InjectionRefused);
    expect(far.writes).toBe(0);
    expect(await driver.verify(record)).toMatchObject({ restored: false, drifted: true, gone: true });
    expect(await driver.evidence(record)).toMatchObject({ present: 'unknown' });
  });

  test('what an earlier fault of the run has made of a target is written over, and comes home in reverse order', async () => {
    const { far, driver } = begin(record);
    const second = { ...record, ordinal: 1, after: imagesOn(record, 'second') };
    await driver.inject(record);
    await driver.inject(second);
    expect(await driver.evidence(second)).toMatchObject({ present: 'yes' });

    expect(await driver.undo(second)).toEqual({ outcome: 'accepted' });
    expect(await driver.undo(record)).toEqual({ outcome: 'nothing-to-undo' });

    expect(worldOf(far)).toEqual(record.before);
  });
});

test('an undo goes on without its fence, and says that it could not be raised', async () => {
  const record = recordOn(['arn:0']);
  const { far, driver } = begin(record);
  await driver.inject(record);
  const silent = { isRaised: async () => false, raise: () => Promise.reject(new Error('no answer')) };

  await expect(driverOn(far, silent).undo(record)).rejects.toThrow('no answer');

  expect(worldOf(far)).toEqual(record.before);
});

test('nothing is injected while the fence cannot be read', async () => {
  const record = recordOn(['arn:0']);
  const { far } = begin(record);
  const silent = { raise: async () => undefined, isRaised: () => Promise.reject(new Error('no answer')) };

  await expect(driverOn(far, silent).inject(record)).rejects.toThrow('no answer');

  expect(far.writes).toBe(0);
});

test('values that a service writes together are written by one call', async () => {
  const record = {
    ...recordOn(['arn:0']),
    before: { 'arn:0': { x: 1, y: 1, z: 1 } },
    after: { 'arn:0': { x: 2, y: 2, z: 1 } },
  };
  const far = farEnd(record.before);
  const driver = driverOn(far, memoryFences(), { together: true });

  await driver.inject(record);

  expect(far.writes).toBe(1);
  expect(worldOf(far)).toEqual(record.after);
});

test('a service that is still busy with a target is waited for, and is no drift', async () => {
  const record = recordOn(['arn:0']);
  const far = farEnd({ 'arn:0': { x: 'Disabling' } });
  const busy: Far = {
    ...far,
    read: async (targets) =>
      new Map(targets.map(({ arn }) => [arn, { image: { x: 'Disabling' }, settling: 'is still disabling' }])),
  };
  const driver = driverOn(busy, memoryFences());

  await expect(driver.undo(record)).rejects.toThrow(ServiceUnavailable);
  expect(await driver.verify(record)).toMatchObject({ restored: false, drifted: false });
  expect(await driver.evidence(record)).toMatchObject({ present: 'unknown' });
  expect(far.writes).toBe(0);
});
