import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseCluster } from '../../../lab/database/cluster.ts';
import { type DatabaseSession, databaseSession } from '../../../lab/database/database-session.ts';
import { exhaustConnections } from '../../../lab/database/exhaust-connections.ts';
import { openRelay, type Relay } from '../../../lab/network/relay.ts';
import { until } from '../keeper/support.ts';
import { clock, countOf, freshDataDir, NODES, shopSession } from './support.ts';

// One cluster for all tests of this file, one after the other: each leaves a primary and a standby in sync.
const { dataDir, remove } = freshDataDir();
const lost: string[] = [];
let relay: Relay | undefined;
const cluster = databaseCluster({
  dataDir,
  nodes: NODES,
  clock,
  lost: (nodeId) => lost.push(nodeId),
  replicaConnectsTo: async ({ primary }) => {
    relay?.close();
    const targetPort = cluster.nodes().find(({ nodeId }) => nodeId === primary)?.port ?? 0;
    relay = await openRelay({ port: 0, targetPort, condition: {} }, clock, Math.random);
    return relay.port;
  },
});
let shop: DatabaseSession;
beforeAll(async () => {
  await cluster.start();
  shop = shopSession(cluster);
  await shop.query('CREATE TABLE visits (n int)');
}, 60_000);
afterAll(async () => {
  await cluster.stop();
  relay?.close();
  remove();
}, 60_000);

const onStandby = () => {
  const standby = cluster.nodes().find(({ state }) => state === 'standby');
  return databaseSession(standby?.port ?? 0, cluster.credentials, cluster.database);
};

test('a new cluster has a primary and a standby, in sync', () => {
  expect(cluster.nodes().map(({ nodeId, state }) => [nodeId, state])).toEqual([
    ['db-a', 'primary'],
    ['db-b', 'standby'],
  ]);
  expect(cluster.inSync()).toBe(true);
});

test('what is written on the primary appears on the standby, which takes no writes itself', async () => {
  await shop.query('INSERT INTO visits VALUES (1)');
  const standby = onStandby();
  await until('it is there', async () => (await countOf(standby, 'visits')) === 1);
  await expect(standby.query('INSERT INTO visits VALUES (2)')).rejects.toMatchObject({ code: '25006' });
  standby.drop();
});

test('nobody comes in without the password', async () => {
  const stranger = databaseSession(cluster.primary()?.port ?? 0, { user: 'shop', password: 'guess' }, 'shop');
  await expect(stranger.query('SELECT 1')).rejects.toMatchObject({ code: '28P01' });
});

test('exhausted connections leave none for a client, and none is missing after the release', async () => {
  const { connections, maxConnections } = await cluster.statistics();
  expect([connections, maxConnections]).toEqual([1, 30]);
  const port = cluster.primary()?.port ?? 0;
  const fault = exhaustConnections({ port: () => port, ...cluster });
  await fault.taken;
  expect(fault.held()).toBe(29);
  const late = shopSession(cluster);
  await expect(late.query('SELECT 1')).rejects.toMatchObject({ code: '53300' });
  expect((await cluster.statistics()).connections).toBe(30);

  shop.drop();
  await until('the fault has taken the connection that became free', () => fault.held() === 30);

  await fault.release();
  await until('only the shop is connected', async () => (await cluster.statistics()).connections === 0);
  expect(await late.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  late.drop();
  shop = shopSession(cluster);
});

test('a release while connections are still being taken leaves none taken, then or later', async () => {
  const port = cluster.primary()?.port ?? 0;
  const fault = exhaustConnections({ port: () => port, ...cluster });
  await until('some to be taken', () => fault.held() > 0);

  await fault.release();

  await fault.taken;
  expect(fault.held()).toBe(0);
  await until('only the shop to be connected', async () => (await cluster.statistics()).connections <= 1);
});

test('a primary that lost its standby to a cut goes on alone, tells its lag, and is in sync again after it', async () => {
  relay?.setCondition({ cut: true });
  await shop.query('INSERT INTO visits VALUES (3)'); // waits until the standby counts as lost
  expect(cluster.inSync()).toBe(false);
  const first = (await cluster.statistics()).replicaLagMs ?? 0;
  await until('the lag grows', async () => ((await cluster.statistics()).replicaLagMs ?? 0) > first + 1_000);
  relay?.setCondition({});
  await until('it is in sync', () => cluster.inSync());
  expect((await cluster.statistics()).replicaLagMs).toBeLessThan(10_000);
});

test('after the primary’s machine is gone, the promoted standby has every acknowledged row and takes writes', async () => {
  const acknowledged: number[] = [];
  const writer = shopSession(cluster);
  const writing = (async () => {
    for (let n = 1_000; ; n += 1) {
      await writer.query('INSERT INTO visits VALUES ($1)', [n]);
      acknowledged.push(n);
    }
  })().catch(() => 'broken off');
  await until('some are written', () => acknowledged.length > 30);
  await cluster.kill('db-a');
  expect(await writing).toBe('broken off');
  expect(cluster.primary()).toBeUndefined();

  await cluster.promote('db-b');
  expect(cluster.primary()).toMatchObject({ nodeId: 'db-b', zone: 'eu-lab-1b' });
  shop = shopSession(cluster);
  const rows = await shop.query<{ n: number }>('SELECT n FROM visits WHERE n >= 1000');
  expect(rows.map(({ n }) => n)).toEqual(expect.arrayContaining(acknowledged));
  await shop.query('INSERT INTO visits VALUES (9)');
  expect(lost).toEqual([]);
});

test('a second primary is refused', async () => {
  await expect(cluster.promote('db-a')).rejects.toThrow('db-b is still the primary');
  await expect(cluster.restart('db-a')).rejects.toThrow('Let db-a rejoin instead');
});

test('the former primary rejoins as a standby that streams', async () => {
  await cluster.rejoin('db-a');
  expect(cluster.nodes().map(({ state }) => state)).toEqual(['standby', 'primary']);
  expect(cluster.inSync()).toBe(true);
  const before = await countOf(shop, 'visits');
  await shop.query('INSERT INTO visits VALUES (10)');
  const standby = onStandby();
  await until('it is there', async () => (await countOf(standby, 'visits')) === (before ?? 0) + 1);
  standby.drop();
});

test('a restarted primary keeps its rows, and its standby finds it again', async () => {
  const before = await countOf(shop, 'visits');
  await cluster.restart('db-b');
  expect(await countOf(shopSession(cluster), 'visits')).toBe(before);
  await until(
    'it is in sync',
    async () => (await cluster.statistics()).replicaLagMs === 0 && cluster.inSync(),
  );
});
