import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readLabFile } from '../../../lab/keeper/lab-file.ts';
import { isAlive, killProcess } from '../../../lab/process/process-identity.ts';
import { allHealthy, anInstance, described, openLab, running, type TestLab, until } from './support.ts';

let test1: TestLab;
beforeAll(async () => {
  test1 = await openLab();
});
afterAll(() => test1?.close());
beforeEach(() => allHealthy(test1.lab));

const inState = (instanceId: string, state: string) =>
  until(`${instanceId} is ${state}`, async () => (await described(test1.lab, instanceId)).state === state);

let tokens = 0;
const freshToken = () => {
  tokens += 1;
  return `test-${tokens}`;
};

test('a stopped instance is really gone: its process, its port, its place behind the load balancer', async () => {
  const { lab } = test1;
  const { instanceId, serverPid = 0, serverStartTime = '' } = await anInstance(lab);
  expect(await lab.probeInstance({ instanceId })).toMatchObject({ processAlive: true, portOpen: true });

  const { changes } = await lab.stopInstances({ instanceIds: [instanceId], clientToken: freshToken() });
  expect(changes).toMatchObject([{ instanceId, previousState: 'running' }]);
  await inState(instanceId, 'stopped');
  expect(isAlive({ pid: serverPid, startTime: serverStartTime })).toBe(false);
  expect(await lab.probeInstance({ instanceId })).toMatchObject({ processAlive: false, portOpen: false });
  await until('the load balancer notices', async () =>
    (await lab.describeTargetHealth()).targets.some(
      (t) => t.targetId === instanceId && t.state === 'unhealthy',
    ),
  );
  const [group] = (await lab.describeAutoScalingGroups()).groups;
  expect(group?.launching).toEqual([]);

  await lab.startInstances({ instanceIds: [instanceId] });
  await inState(instanceId, 'running');
  await until('the server is back', async () => (await lab.probeInstance({ instanceId })).portOpen);
});

test('an instance stopped for a time comes back by itself', async () => {
  const { lab } = test1;
  const { instanceId } = await anInstance(lab);
  const stop = { instanceIds: [instanceId], startAfterMs: 30_000, clientToken: freshToken() };
  const before = lab.clock.now();
  await lab.stopInstances(stop);
  await inState(instanceId, 'stopped');
  const { startAtMs = 0 } = await described(lab, instanceId);
  expect(startAtMs - before).toBeGreaterThanOrEqual(30_000);
  await inState(instanceId, 'running');
  expect(lab.clock.now()).toBeGreaterThan(startAtMs);
});

test('an instance that was started by hand is not started again later', async () => {
  const { lab } = test1;
  const { instanceId } = await anInstance(lab);
  await lab.stopInstances({ instanceIds: [instanceId], startAfterMs: 3_600_000, clientToken: freshToken() });
  await inState(instanceId, 'stopped');
  await lab.startInstances({ instanceIds: [instanceId] });
  expect((await described(lab, instanceId)).startAtMs).toBeUndefined();
  await inState(instanceId, 'running');
});

test('a terminated instance never comes back; the group replaces it in its zone', async () => {
  const { lab } = test1;
  const { instanceId, zone } = await anInstance(lab);
  await lab.terminateInstances({ instanceIds: [instanceId], clientToken: freshToken() });
  await inState(instanceId, 'terminated');
  const replacement = await until('a replacement runs', async () =>
    (await running(lab)).find((instance) => instance.zone === zone),
  );
  expect(replacement.instanceId).not.toBe(instanceId);
  await allHealthy(lab);
  await expect(lab.startInstances({ instanceIds: [instanceId] })).rejects.toMatchObject({
    code: 'IncorrectInstanceState',
    sent: false,
  });
});

test('a killed server leaves the instance running, and its init restarts it', async () => {
  const { lab } = test1;
  const { instanceId, serverPid } = await anInstance(lab);
  const command = {
    instanceIds: [instanceId],
    document: 'AWSFIS-Run-Kill-Process',
    parameters: { ProcessName: 'shop-web', Signal: 'SIGKILL' },
    clientToken: freshToken(),
  };
  const { invocations } = await lab.sendCommand(command);
  expect(invocations).toMatchObject([{ instanceId, status: 'Success', pid: serverPid }]);
  await until('the process is gone', async () => !(await lab.probeInstance({ instanceId })).processAlive);
  expect((await described(lab, instanceId)).state).toBe('running');
  const { serverPid: restarted } = await until('it is restarted', async () => {
    const instance = await described(lab, instanceId);
    return instance.serverPid !== undefined && instance;
  });
  expect(restarted).not.toBe(serverPid);
});

test('kill-process fails where no such process runs', async () => {
  const { lab } = test1;
  const { instanceId } = await anInstance(lab);
  const parameters = { ProcessName: 'python3', Signal: 'SIGKILL' };
  const command = { instanceIds: [instanceId], document: 'AWSFIS-Run-Kill-Process', parameters };
  const { invocations } = await lab.sendCommand(command);
  expect(invocations).toMatchObject([{ status: 'Failed' }]);
  expect((await lab.probeInstance({ instanceId })).processAlive).toBe(true);
});

test('a request that names one unknown instance touches none', async () => {
  const { lab } = test1;
  const { instanceId } = await anInstance(lab);
  const stop = lab.stopInstances({ instanceIds: [instanceId, 'i-0123'], clientToken: freshToken() });
  await expect(stop).rejects.toMatchObject({ code: 'InvalidInstanceID.NotFound', sent: false });
  expect((await described(lab, instanceId)).state).toBe('running');
});

test('a repeated call gives the first answer and does nothing', async () => {
  const { lab } = test1;
  const { instanceId } = await anInstance(lab);
  const stop = { instanceIds: [instanceId], clientToken: freshToken() };
  const first = await lab.stopInstances(stop);
  await inState(instanceId, 'stopped');
  await lab.startInstances({ instanceIds: [instanceId] });
  await inState(instanceId, 'running');
  expect(await lab.stopInstances(stop)).toEqual(first);
  expect((await described(lab, instanceId)).state).toBe('running');
});

test('a late call with a revoked token is refused', async () => {
  const { lab } = test1;
  const { instanceId } = await anInstance(lab);
  await lab.revokeToken({ prefix: 'run-7/' });
  const late = lab.stopInstances({ instanceIds: [instanceId], clientToken: 'run-7/fault-0' });
  await expect(late).rejects.toMatchObject({ code: 'TokenRevoked', sent: false });
  expect((await described(lab, instanceId)).state).toBe('running');
});

test.each(['load-balancer', 'users'])(
  'when the process of the %s dies it is replaced, and the shop goes on',
  async (role) => {
    const { lab, stateDir } = test1;
    const before = (await lab.dns())['shop.lab'];
    const process = () => readLabFile(stateDir)?.children.find((child) => child.role === role);
    const first = process();
    expect(first && killProcess(first, 'SIGKILL')).toBe(true);
    await until('another has taken its place', () => {
      const next = process();
      return next !== undefined && next.pid !== first?.pid;
    });
    await allHealthy(lab);
    expect((await lab.dns())['shop.lab']).toBe(before);
    const from = (await lab.snapshot()).nowMs;
    await until('users are served', async () => {
      const { nowMs, users } = await lab.snapshot();
      return nowMs > from + users.windowMs && users.failed === 0 && users.ok > 20;
    });
  },
);
