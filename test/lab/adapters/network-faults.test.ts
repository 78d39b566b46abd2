import { expect, test } from 'vitest';
import { InjectionRefused } from '../../../core/errors.ts';
import { faultDriverContract } from '../../contracts/fault-driver-contract.ts';
import { recordOf } from '../../contracts/record-of.ts';
import { documentOn, faultLab, faultOn } from './fault-lab.ts';

// Slow enough that a busy machine is not taken for a slow network.
const openWorld = faultLab(8);

const cut = (zone: string, scope = 'all') =>
  faultOn('aws:ec2:subnet', 'aws:network:disrupt-connectivity', { scope, duration: 'PT5M' }, [
    { path: 'AvailabilityZone', values: [zone] },
  ]);

faultDriverContract('lab, a zone without the primary cut off', () => {
  const { lab, driver, now } = openWorld();
  const meddle = async (arn: string) => {
    const subnetId = arn.slice(arn.lastIndexOf('/') + 1);
    await lab.replaceNetworkAclAssociation({ subnetId, networkAclId: 'acl-of-somebody-else' });
  };
  return { driver, now, reversible: cut('eu-lab-1c'), impossible: cut('eu-lab-1c', 'moon'), meddle };
});

const slow = { DelayMilliseconds: '600', Sources: 'shop-db.rds.lab' };

test.for([
  ['AWSFIS-Run-Network-Latency', { DelayMilliseconds: '600' }],
  ['AWSFIS-Run-Network-Latency-Sources', slow],
  ['AWSFIS-Run-Network-Packet-Loss', { LossPercent: '30' }],
  ['AWSFIS-Run-Network-Packet-Loss-Sources', { LossPercent: '30', Sources: 'shop-db.rds.lab' }],
  ['AWSFIS-Run-Network-Blackhole-Port', { Port: '5432', TrafficType: 'egress' }],
  ['AWSFIS-Run-Network-Blackhole-Port', { Port: '80' }],
] as const)('%s %o is met by real packets, and is gone after the undo', async ([document, parameters]) => {
  const { driver, now } = openWorld();
  const record = await recordOf(driver, documentOn(document, parameters), now());

  await driver.inject(record);
  await expect
    .poll(() => driver.evidence(record), { timeout: 20_000 })
    .toMatchObject({ present: 'yes', level: 2 });
  expect(await driver.undo(record)).toEqual({ outcome: 'accepted' });

  await expect.poll(() => driver.verify(record), { timeout: 15_000 }).toMatchObject({ restored: true });
});

test.for([
  [
    'a source that the lab does not have',
    documentOn('AWSFIS-Run-Network-Latency-Sources', { Sources: 'x.org' }),
  ],
  ['a port that nobody uses', documentOn('AWSFIS-Run-Network-Blackhole-Port', { Port: '22' })],
  ['a share that is none', documentOn('AWSFIS-Run-Network-Packet-Loss', { LossPercent: '110' })],
] as const)('%s is refused, and nothing happens', async ([, fault]) => {
  const { driver, now } = openWorld();
  const record = await recordOf(driver, fault, now());

  await expect(driver.inject(record)).rejects.toThrow(InjectionRefused);
  await expect.poll(() => driver.evidence(record), { timeout: 10_000 }).toMatchObject({ present: 'no' });
});
