import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { connectLab } from '../../../lab/client.ts';
import { shopDataDir } from '../../../lab/database/database-folder.ts';
import { type LabFile, readLabFile } from '../../../lab/keeper/lab-file.ts';
import { startLab, stopLab } from '../../../lab/lab-lifecycle.ts';
import { isAlive } from '../../../lab/process/process-identity.ts';
import { siblingScript } from '../../../lab/process/sibling-script.ts';
import { DATABASE } from '../../../lab/workload/settings.ts';
import { freshStateDir, running, until } from './support.ts';

const stateDir = freshStateDir();

afterEach(async () => {
  await stopLab(stateDir);
  rmSync(stateDir, { recursive: true, force: true });
});

const labFile = (): LabFile => {
  const file = readLabFile(stateDir);
  if (file === undefined) throw new Error('There is no lab.json');
  return file;
};

const portOpen = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.on('connect', () => {
      resolve(socket.localPort !== port);
      socket.destroy();
    });
    socket.on('error', () => resolve(false));
  });

const get = (port: number, path: string, headers = {}) =>
  new Promise<number | undefined>((resolve, reject) => {
    const outgoing = request({ host: '127.0.0.1', port, path, headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    outgoing.on('error', reject).end();
  });

const shopPort = async (lab: { dns(): Promise<Readonly<Record<string, string>>> }) =>
  Number((await lab.dns())['shop.lab']?.split(':')[1]);

test('a lab opens with a healthy front page and three instances in three zones', async () => {
  const lab = await startLab({ stateDir, scale: 30 });
  expect(await get(await shopPort(lab), '/')).toBe(200);
  const instances = await running(lab);
  expect(instances.map(({ zone }) => zone)).toEqual(['eu-lab-1a', 'eu-lab-1b', 'eu-lab-1c']);
  expect(instances[0]).toMatchObject({
    instanceId: expect.stringMatching(/^i-[0-9a-f]{17}$/),
    arn: expect.stringMatching(/^arn:aws:ec2:eu-lab-1:000000000000:instance\/i-/),
    tags: { app: 'shop', tier: 'web', 'firedrill:consent': 'allowed' },
  });
  lab.close();
});

test('only the owner may read the token, and nothing answers without it', async () => {
  await startLab({ stateDir, scale: 30 });
  expect(statSync(join(stateDir, 'lab', 'lab.json')).mode & 0o777).toBe(0o600);
  expect(await get(labFile().port, '/snapshot')).toBe(403);
  expect(await get(labFile().port, '/snapshot', { authorization: 'Bearer guess' })).toBe(403);
});

test('there is one keeper per state directory', async () => {
  await startLab({ stateDir, scale: 30 });
  await expect(startLab({ stateDir, scale: 30 })).rejects.toMatchObject({ code: 'LabRunning' });
  const main = siblingScript(import.meta.url, '../../../lab/keeper/main');
  const second = spawnSync(process.execPath, [main, JSON.stringify({ stateDir, scale: 30 })], {
    timeout: 5_000,
  });
  expect(second.status).toBe(1);
  expect(String(second.stderr)).toContain('Another keeper');
  expect(connectLab(stateDir)?.keeperPid).toBe(labFile().keeper.pid);
});

test('a stopped lab leaves no process, no port and no address behind', async () => {
  const lab = await startLab({ stateDir, scale: 30 });
  const port = await shopPort(lab);
  const file = labFile();
  expect(await stopLab(stateDir)).toBe(true);
  expect([file.keeper, ...file.children].filter(isAlive)).toEqual([]);
  expect(await portOpen(port)).toBe(false);
  expect(readLabFile(stateDir)).toBeUndefined();
  expect(connectLab(stateDir)).toBeUndefined();
  expect(await stopLab(stateDir)).toBe(false);
});

test('SIGTERM to the keeper is a shutdown', async () => {
  await startLab({ stateDir, scale: 30 });
  const file = labFile();
  process.kill(file.keeper.pid, 'SIGTERM');
  await until('the keeper is gone', () => !isAlive(file.keeper));
  expect(file.children.filter(isAlive)).toEqual([]);
  expect(readLabFile(stateDir)).toBeUndefined();
});

test.runIf(process.platform === 'linux')(
  'a second after kill -9 of the keeper nothing of it is left, stopped processes included',
  async () => {
    const lab = await startLab({ stateDir, scale: 30 });
    const ports = [await shopPort(lab), ...(await running(lab)).map(({ port = 0 }) => port), labFile().port];
    const [frozen, ...others] = labFile().children.filter(({ role }) => role.startsWith('web'));
    if (frozen === undefined) throw new Error('No web server');
    process.kill(frozen.pid, 'SIGSTOP');
    expect(others.every(isAlive)).toBe(true);

    const { keeper, children } = labFile();
    process.kill(keeper.pid, 'SIGKILL');
    await until('no process is left', () => ![keeper, ...children].some(isAlive), 10_000);
    expect((await Promise.all(ports.map(portOpen))).includes(true)).toBe(false);
    expect(connectLab(stateDir)).toBeUndefined();
  },
);

test('where the kernel does not tie them, processes end by themselves; a frozen one and the databases are swept', async () => {
  const path = process.env.PATH;
  process.env.PATH = '/nowhere'; // no setpriv, as on other systems
  try {
    await startLab({ stateDir, scale: 30 });
  } finally {
    process.env.PATH = path;
  }
  const { keeper, children } = labFile();
  const frozen = children.find(({ role }) => role.startsWith('web'));
  if (frozen === undefined) throw new Error('No web server');
  process.kill(frozen.pid, 'SIGSTOP');
  process.kill(keeper.pid, 'SIGKILL');
  const swept = children.filter(({ role, pid }) => pid === frozen.pid || role.startsWith(DATABASE));
  const living = () => [keeper, ...children].filter(isAlive).map(({ pid }) => pid);
  await until('only those are left', () => living().join() === swept.map(({ pid }) => pid).join());
  expect(await stopLab(stateDir)).toBe(true);
  await until('nothing is left', () => living().length === 0, 10_000);
});

test('after a keeper was killed a new lab starts in its place', async () => {
  await startLab({ stateDir, scale: 30 });
  const { keeper, labId } = labFile();
  process.kill(keeper.pid, 'SIGKILL');
  await until('the keeper is gone', () => !isAlive(keeper));
  const lab = await startLab({ stateDir, scale: 30 });
  expect(lab.labId).not.toBe(labId);
  expect((await lab.snapshot()).ready).toBe(true);
});

test('the database of a lab whose keeper was killed goes when the lab is ended', async () => {
  await startLab({ stateDir, scale: 30 });
  const { keeper } = labFile();
  const dataDir = shopDataDir(stateDir);
  expect(existsSync(join(dataDir, 'shop-db-eu-lab-1a'))).toBe(true);
  process.kill(keeper.pid, 'SIGKILL');
  await until('the keeper is gone', () => !isAlive(keeper));
  expect(await stopLab(stateDir)).toBe(true);
  expect(existsSync(dataDir)).toBe(false);
});

test('a lab that cannot start says why', async () => {
  await expect(startLab({ stateDir, scale: 0 })).rejects.toThrow(/did not start[\s\S]*scale/);
});
