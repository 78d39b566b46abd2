import { describe, expect, test } from 'vitest';
import { InjectionRefused, ServiceUnavailable, WrongAsAsked } from '../../../core/errors.ts';
import { begin, driverOn, failureOf, farEnd, memoryFences, worldOf } from './far-end.ts';
import { imagesOn, recordOn } from './records.ts';

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
