import { expect, test } from 'vitest';
import { ServiceUnavailable } from '../../../core/errors.ts';
import { begin, driverOn, type Far, farEnd, memoryFences, worldOf } from './far-end.ts';
import { recordOn } from './records.ts';

test('an undo goes on without its fence, and says that it could not be raised', async () => {
  const record = recordOn(['arn:0']);
  const { far, driver } = begin(record);
  await driver.inject(record);
  const silent = { isRaised: async () => false, raise: () => Promise.reject(new Error('no answer')) };

  await expect(driverOn(far, silent).undo(record)).rejects.toThrow('no answer');

  expect(worldOf(far)).toEqual(record.before);
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

test('one value that cannot be put back keeps no other from it', async () => {
  const images = (x: string) => ({ 'arn:0': { x, y: x, z: x }, 'arn:1': { x } });
  const record = { ...recordOn(['arn:0', 'arn:1']), before: images('before'), after: images('after') };
  const { far, driver } = begin(record);
  await driver.inject(record);
  far.fates = ['refused', 'answered', 'never-arrived', 'answered'];

  await expect(driver.undo(record)).rejects.toThrow(ServiceUnavailable);

  const values = Object.values(worldOf(far)).flatMap((image) => Object.values(image));
  expect(values.filter((value) => value === 'after')).toHaveLength(2);
});
