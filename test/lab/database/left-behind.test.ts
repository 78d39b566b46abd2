import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { databaseCluster } from '../../../lab/database/cluster.ts';
import { freshDirectory } from '../../../lab/database/data-directory.ts';
import { clearDataDirectory, postmasterFile } from '../../../lab/database/left-behind.ts';
import { postgresAccount } from '../../../lab/database/postgres-account.ts';
import { isAlive, killProcess, type ProcessIdentity } from '../../../lab/process/process-identity.ts';
import { siblingScript } from '../../../lab/process/sibling-script.ts';
import { canTie } from '../../../lab/process/spawn-tied.ts';
import { clock, countOf, freshDataDir, NODES, shopSession } from './support.ts';

const { dataDir, remove } = freshDataDir();
const left: ProcessIdentity[] = [];
afterAll(() => {
  for (const identity of left) killProcess(identity, 'SIGKILL');
  remove();
});

type Owned = { readonly servers: ProcessIdentity[]; readonly ports: number[] };

// A process that owns a cluster, and says what belongs to it.
const owner = async () => {
  const module = (name: string) => JSON.stringify(siblingScript(import.meta.url, `../../../lab/${name}`));
  const script = `
    const { databaseCluster } = await import(${module('database/cluster')});
    const { labClock } = await import(${module('lab-clock')});
    const { processStartTime } = await import(${module('process/process-identity')});
    const servers = [];
    const cluster = databaseCluster({
      dataDir: ${JSON.stringify(dataDir)}, nodes: ${JSON.stringify(NODES)},
      clock: labClock({ originMs: Date.now(), scale: 100 }),
      started: (_, { pid }) => servers.push({ pid, startTime: processStartTime(pid) }),
    });
    await cluster.start();
    console.log(JSON.stringify({ servers, ports: cluster.nodes().map(({ port }) => port) }));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  const owned: Owned = JSON.parse(String(line));
  left.push(...owned.servers);
  return { child, owned };
};

// The shared memory a server guards its directory with; other labs have theirs.
const segmentsIn = (folder: string) =>
  NODES.map(({ nodeId }) => postmasterFile(join(folder, nodeId))[6]?.trim().split(/\s+/)[1] ?? '');
const segments = () => spawnSync('ipcs', ['-m'], { encoding: 'utf8' }).stdout.split(/\s+/);
const listeners = () => readFileSync('/proc/net/tcp', 'utf8');
const hex = (port: number) => `0100007F:${port.toString(16).toUpperCase()} 00000000:0000 0A`;

test.runIf(canTie())(
  'an owner that is killed leaves no process, no port and no shared memory, and the next one starts',
  async () => {
    const { child, owned } = await owner();
    const ours = segmentsIn(dataDir);
    expect(segments()).toEqual(expect.arrayContaining(ours));
    expect(owned.servers.map(isAlive)).toEqual([true, true]);
    expect(owned.ports.every((port) => listeners().includes(hex(port)))).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');

    // At once, while the servers may still be going down.
    const next = databaseCluster({ dataDir, nodes: NODES, clock });
    await next.start();
    expect(owned.servers.some(isAlive)).toBe(false);
    const held = (port: number) => listeners().includes(hex(port));
    const mine = new Set(next.nodes().map(({ port }) => port));
    expect(owned.ports.filter((port) => !mine.has(port)).some(held)).toBe(false);
    const shop = shopSession(next);
    await shop.query('CREATE TABLE visits (n int)');
    expect(await countOf(shop, 'visits')).toBe(0);
    shop.drop();

    ours.push(...segmentsIn(dataDir));
    await next.kill('db-a');
    await next.stop();
    expect(existsSync(dataDir)).toBe(false);
    expect(segments().filter((id) => ours.includes(id))).toEqual([]);
  },
  60_000,
);

test('a folder that is not the lab’s is left alone, and said so', async () => {
  const { dataDir, remove: removeThese } = freshDataDir();
  const theirs = join(dataDir, 'theirs');
  mkdirSync(join(theirs, 'db-a'), { recursive: true });
  writeFileSync(join(theirs, 'db-a', 'thesis.txt'), 'irreplaceable');
  const cluster = databaseCluster({ dataDir: theirs, nodes: NODES, clock });
  await expect(cluster.start()).rejects.toThrow("is not empty, and not the lab's");
  expect(existsSync(join(theirs, 'db-a', 'thesis.txt'))).toBe(true);
  removeThese();
});

test('what a lab that was killed while it made a database left is cleared away', async () => {
  const { dataDir, remove: removeThese } = freshDataDir();
  const node = join(dataDir, 'db-a');
  await freshDirectory(postgresAccount(), node);
  mkdirSync(join(node, 'base'));
  await clearDataDirectory(node);
  expect(existsSync(node)).toBe(false);
  removeThese();
});
