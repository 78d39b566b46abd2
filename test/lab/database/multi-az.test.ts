import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { multiAzInstance } from '../../../lab/database/multi-az.ts';
import type { RdsEvent } from '../../../lab/database/rds-event.ts';
import { openRelay } from '../../../lab/network/relay.ts';
import {
  migrateShopDatabase,
  openShopDatabase,
} from '../../../lab/workload/shop-database/open-shop-database.ts';
import type { ShopDatabase } from '../../../lab/workload/shop-database/shop-database.ts';
import { until } from '../keeper/support.ts';
import { clock, freshDataDir, NODES } from './support.ts';

// One instance for all tests of this file, one after the other. At scale 100 a failover takes half a real second.
const { dataDir, remove } = freshDataDir();
// The lab's clock follows the wall clock in steps of some real milliseconds.
const GRAIN_MS = 1_000;
const events: RdsEvent[] = [];
const cutOff = new Set<string>();
const servers = new Map<string, ChildProcess>();
const shopDb = multiAzInstance({
  ...{ dbInstanceIdentifier: 'shop-db', dataDir, nodes: NODES, clock },
  publish: (event) => events.push(event),
  started: (nodeId, child) => servers.set(nodeId, child),
  reachable: ({ zone }) => !cutOff.has(zone),
});
const resolve = async () => ({ host: '127.0.0.1', port: shopDb.resolve().port });
const login = { ...shopDb.cluster.credentials, database: shopDb.cluster.database };
let caching: ShopDatabase;
let reconnecting: ShopDatabase;

beforeAll(async () => {
  await shopDb.start();
  await migrateShopDatabase(resolve, login);
  caching = await openShopDatabase('caching', resolve, login, clock);
  reconnecting = await openShopDatabase('reconnecting', resolve, login, clock);
}, 60_000);
afterAll(async () => {
  caching?.close();
  reconnecting?.close();
  await shopDb.stop();
  remove();
}, 60_000);

const ids = () => events.map(({ detail }) => detail.EventID);
const atMs = (id: string) =>
  Date.parse(events.find(({ detail }) => detail.EventID === id)?.detail.Date ?? '');
const available = () => until('it is available', () => shopDb.describe().dbInstanceStatus === 'available');
const inSync = () => until('the standby is in sync', () => shopDb.cluster.inSync());

test('a new instance is available in two zones', () => {
  expect(shopDb.describe()).toEqual({
    dbInstanceIdentifier: 'shop-db',
    dbInstanceArn: 'arn:aws:rds:eu-lab-1:000000000000:db:shop-db',
    dbInstanceStatus: 'available',
    multiAz: true,
    availabilityZone: 'eu-lab-1a',
    secondaryAvailabilityZone: 'eu-lab-1b',
    endpoint: { address: 'shop-db.rds.lab' },
  });
});

test('both variants read the shelf and write a visit', async () => {
  for (const shop of [caching, reconnecting]) {
    expect((await shop.readShelf()).length).toBe(4);
    await shop.writeVisit({ visitId: 'v1', zone: 'eu-lab-1a' });
  }
});

test('on a silent connection the caching client hangs, and the reconnecting one goes where the name leads by then', async () => {
  const relay = await openRelay(
    { port: 0, targetPort: shopDb.resolve().port, condition: {} },
    clock,
    Math.random,
  );
  let port = relay.port;
  const through = async () => ({ host: '127.0.0.1', port });
  const [hanging, moving] = await Promise.all([
    openShopDatabase('caching', through, login, clock),
    openShopDatabase('reconnecting', through, login, clock),
  ]);
  await Promise.all([hanging.readShelf(), moving.readShelf()]);
  relay.setCondition({ cut: true });
  let answered = false;
  const late = hanging.readShelf().finally(() => {
    answered = true;
  });
  await expect(moving.readShelf()).rejects.toThrow('waited too long to connect');
  port = shopDb.resolve().port;
  expect((await moving.readShelf()).length).toBe(4);
  expect(answered).toBe(false);
  relay.setCondition({});
  expect((await late).length).toBe(4);
  hanging.close();
  moving.close();
  relay.close();
});

test('a reboot with failover changes the zones, and the endpoint only after the switch', async () => {
  const before = shopDb.resolve().nodeId;
  shopDb.rebootWithFailover();
  expect(shopDb.describe().dbInstanceStatus).toBe('rebooting');
  expect(() => shopDb.reboot()).toThrow('DB instance shop-db is rebooting, not available.');
  await until('the other is promoted', () => shopDb.cluster.primary()?.nodeId === 'db-b');
  await until('it restarted', () => ids().includes('RDS-EVENT-0006'));
  expect(shopDb.resolve().nodeId).toBe(before);
  await until('the endpoint leads elsewhere', () => shopDb.resolve().nodeId === 'db-b');
  expect(clock.now() - atMs('RDS-EVENT-0013')).toBeGreaterThan(30_000 - GRAIN_MS);
  await available();
  expect(ids()).toEqual(['RDS-EVENT-0013', 'RDS-EVENT-0006', 'RDS-EVENT-0049']);
  expect(atMs('RDS-EVENT-0006') - atMs('RDS-EVENT-0013')).toBeGreaterThan(8_000 - GRAIN_MS);
  expect(atMs('RDS-EVENT-0049') - atMs('RDS-EVENT-0013')).toBeGreaterThan(44_000 - GRAIN_MS);
  expect(shopDb.describe()).toMatchObject({
    availabilityZone: 'eu-lab-1b',
    secondaryAvailabilityZone: 'eu-lab-1a',
  });
});

test('an event has RDS’s shape and words', () => {
  expect(events[0]).toMatchObject({
    'detail-type': 'RDS DB Instance Event',
    source: 'aws.rds',
    resources: ['arn:aws:rds:eu-lab-1:000000000000:db:shop-db'],
    detail: {
      EventCategories: ['failover'],
      SourceType: 'DB_INSTANCE',
      Message: 'Multi-AZ instance failover started.',
      SourceIdentifier: 'shop-db',
      EventID: 'RDS-EVENT-0013',
    },
  });
});

test('after a failover the caching client stays broken, and the reconnecting one works with all that was written', async () => {
  await expect(caching.readShelf()).rejects.toThrow();
  await expect(caching.writeVisit({ visitId: 'v2', zone: 'a' })).rejects.toThrow();
  expect((await reconnecting.readShelf()).length).toBe(4);
  await reconnecting.writeVisit({ visitId: 'v2', zone: 'a' });
});

test('the former primary becomes the standby by itself; a failover before that is abandoned', async () => {
  if (!shopDb.cluster.inSync()) {
    events.length = 0;
    shopDb.rebootWithFailover();
    expect(ids()).toEqual(['RDS-EVENT-0034']);
    expect(shopDb.describe().dbInstanceStatus).toBe('available');
  }
  await inSync();
  expect(shopDb.cluster.nodes().map(({ state }) => state)).toEqual(['standby', 'primary']);
});

test('a reboot without failover keeps the zones', async () => {
  events.length = 0;
  shopDb.reboot();
  await until('it is over', () => ids().length === 2);
  await available();
  expect(ids()).toEqual(['RDS-EVENT-0004', 'RDS-EVENT-0006']);
  expect(shopDb.describe().availabilityZone).toBe('eu-lab-1b');
  expect((await reconnecting.readShelf()).length).toBe(4);
  await inSync();
});

test('a primary whose server dies while there is no standby is started again in its place', async () => {
  events.length = 0;
  cutOff.add('eu-lab-1a');
  await shopDb.cluster.kill('db-a');
  await until('the primary goes on alone', async () => {
    await reconnecting.writeVisit({ visitId: `alone ${events.length}`, zone: 'eu-lab-1b' });
    return true;
  });
  await until('it is known to be alone', () => !shopDb.cluster.inSync());
  servers.get('db-b')?.kill('SIGKILL');
  await until('it is activated', () => ids().includes('RDS-EVENT-0051'));
  await available();
  expect(ids()).toEqual(['RDS-EVENT-0050', 'RDS-EVENT-0051']);
  expect((await reconnecting.readShelf()).length).toBe(4);
  cutOff.clear();
  await shopDb.cluster.rejoin('db-a');
});

test('a primary that is unreachable for a short time stays', async () => {
  events.length = 0;
  shopDb.primaryUnreachable(true);
  shopDb.primaryUnreachable(false);
  const endMs = clock.now() + 25_000;
  await until('more than the time for a failover has passed', () => clock.now() > endMs);
  expect(ids()).toEqual([]);
});

test('a zone that is cut off loses its primary, and gets a standby when it can be reached again', async () => {
  cutOff.add('eu-lab-1b');
  shopDb.primaryUnreachable(true);
  await until('the failover is over', () => ids().includes('RDS-EVENT-0049'));
  await available();
  expect(shopDb.resolve().nodeId).toBe('db-a');
  const endMs = clock.now() + 20_000;
  await until('several rechecks have passed', () => clock.now() > endMs);
  expect(shopDb.cluster.nodes().map(({ state }) => state)).toEqual(['primary', 'gone']);
  cutOff.clear();
  await inSync();
});

test('when the standby dies as it is to take over, the former primary goes on and gets another standby', async () => {
  await available();
  await inSync();
  const before = shopDb.resolve().nodeId;
  const standby = NODES.find(({ nodeId }) => nodeId !== before)?.nodeId ?? '';

  shopDb.rebootWithFailover();
  servers.get(standby)?.kill('SIGKILL');

  await until('the database to be whole', () => shopDb.describe().dbInstanceStatus === 'available', 20_000);
  await inSync();
  expect(shopDb.resolve().nodeId).toBe(before);
  expect(shopDb.cluster.primary()?.nodeId).toBe(before);
  await reconnecting.writeVisit({ visitId: 'v9', zone: 'eu-lab-1a' });
}, 40_000);
