import { expect, test } from 'vitest';
import { irreversibleFaultContract } from '../../contracts/irreversible-fault-contract.ts';
import { recordOf } from '../../contracts/record-of.ts';
import { until } from '../../e2e/support/until.ts';
import { faultLab, faultOn } from './fault-lab.ts';

const openWorld = faultLab(30);

const failOver = faultOn('aws:rds:db', 'aws:rds:reboot-db-instances', { forceFailover: 'true' });
const exhaust = faultOn('aws:rds:db', 'rds/exhaust-connections', { duration: 'PT5M' });

irreversibleFaultContract('lab, forced failover', () => {
  const { driver, now } = openWorld();
  const heal = async () => {
    const record = await recordOf(driver, failOver, now());
    await until('the database to be whole', async () => (await driver.verify(record)).restored);
  };
  const inject: typeof driver.inject = async (record) => {
    await heal();
    await driver.inject(record);
    await until('the primary to be gone', async () => (await driver.evidence(record)).present === 'yes');
  };
  return { driver: { ...driver, inject }, now, irreversible: failOver, heal };
});

test('after a failover the other node takes the writes, in the other zone', async () => {
  const { lab, driver, now } = openWorld();
  const record = await recordOf(driver, failOver, now());
  await until('the database to be whole', async () => (await driver.verify(record)).restored);
  const zone = async () => (await lab.describeDBInstances()).dbInstances[0]?.availabilityZone;
  const before = await zone();

  await driver.inject(record);

  await until('the endpoint to follow', async () => (await zone()) !== before);
  await until('the database to be whole', async () => (await driver.verify(record)).restored);
});

test('connections that are all taken are free again after the undo', async () => {
  const { driver, now } = openWorld();
  const record = await recordOf(driver, exhaust, now());
  await until('the database to take connections', async () => (await driver.verify(record)).restored);

  await driver.inject(record);
  expect(await driver.evidence(record)).toMatchObject({ present: 'yes', level: 2 });
  expect(await driver.verify(record)).toMatchObject({ restored: false, drifted: false });
  expect(await driver.undo(record)).toEqual({ outcome: 'accepted' });

  await until('a client to be let in', async () => (await driver.verify(record)).restored);
  expect(await driver.residue(record.runId)).toEqual([]);
  expect(await driver.undo(record)).toEqual({ outcome: 'nothing-to-undo' });
});

const cutZone = (zone: string) =>
  faultOn('aws:ec2:subnet', 'aws:network:disrupt-connectivity', { scope: 'all', duration: 'PT5M' }, [
    { path: 'AvailabilityZone', values: [zone] },
  ]);

test('a zone with the standby cut off leaves the primary where it is; one with the primary makes it move', async () => {
  const { lab, driver, now } = openWorld();
  const whole = await recordOf(driver, failOver, now());
  const isWhole = async () => (await driver.verify(whole)).restored;
  await until('the database to be whole', isWhole);
  const zones = async () => (await lab.describeDBInstances()).dbInstances[0];
  const { availabilityZone = '', secondaryAvailabilityZone = '' } = (await zones()) ?? {};

  const standbyCut = await recordOf(driver, cutZone(secondaryAvailabilityZone), now());
  await driver.inject(standbyCut);
  const untilMs = lab.clock.now() + 60_000;
  await until('a minute to pass', () => lab.clock.now() > untilMs);
  expect((await zones())?.availabilityZone).toBe(availabilityZone);
  await driver.undo(standbyCut);
  await until('the standby to stream again', isWhole);

  const later = openWorld().driver;
  const primaryCut = await recordOf(later, cutZone(availabilityZone), now());
  await later.inject(primaryCut);
  await until(
    'the other zone to have the primary',
    async () => (await zones())?.availabilityZone === secondaryAvailabilityZone,
  );
  await later.undo(primaryCut);
  await until('the standby to stream again', isWhole);
}, 30_000);
