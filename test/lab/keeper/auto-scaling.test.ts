import { afterAll, beforeAll, expect, test } from 'vitest';
import { allHealthy, anInstance, described, openLab, running, type TestLab, until } from './support.ts';

let testLab: TestLab;
beforeAll(async () => {
  testLab = await openLab({ scale: 40 });
});
afterAll(() => testLab?.close());

test('a deployment goes from one instance to the next, and only one at a time is out of the load balancer', async () => {
  const { lab } = testLab;
  let fewest = 3;

  await lab.deploy({ release: 'reconnecting' });
  await until('every server is of the new release', async () => {
    const { targets } = await lab.describeTargetHealth();
    fewest = Math.min(fewest, targets.length);
    return (await running(lab)).every(({ release, serverPid }) => release === 'reconnecting' && serverPid);
  });

  await allHealthy(lab);
  expect(fewest).toBe(2);
  await expect(lab.deploy({ release: 'other' as never })).rejects.toThrow(/caching and reconnecting/);
});

test('what runs and stays unhealthy is replaced', async () => {
  const { lab } = testLab;
  const { instanceId, serverPid = 0, zone } = await anInstance(lab);

  process.kill(serverPid, 'SIGSTOP');
  await until(
    'the group has ended it',
    async () => (await described(lab, instanceId)).state === 'terminated',
  );
  await until('a new one runs in its zone', async () =>
    (await running(lab)).some((one) => one.zone === zone && one.instanceId !== instanceId),
  );

  await allHealthy(lab);
  expect((await running(lab)).map(({ release }) => release)).toEqual(Array(3).fill('reconnecting'));
});
