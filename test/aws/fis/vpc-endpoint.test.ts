import { randomUUID } from 'node:crypto';
import { CreateSubnetCommand, CreateVpcCommand, CreateVpcEndpointCommand } from '@aws-sdk/client-ec2';
import { expect, inject, test } from 'vitest';
import { idOf } from '../../../adapters/fis/looks/look.ts';
import { faultDriverContract } from '../../contracts/fault-driver-contract.ts';
import { recordOf } from '../../contracts/record-of.ts';
import { sampleFault } from '../../contracts/samples.ts';
import type { FisEffect } from '../support/fis-effects.ts';
import { endpointEffect, newGroup, regroup } from '../support/fis-endpoint-effect.ts';
import { fisDriverWorld, ownersAt } from '../support/fis-world.ts';

const owners = ownersAt(inject('moto'));
const { ec2 } = owners;
const action = 'aws:network:disrupt-vpc-endpoint';

/** Two interface endpoints with a security group each, and a fault on them. */
const world = async (effect: Partial<FisEffect> = {}) => {
  const tags = { drill: randomUUID(), chaos: 'yes' };
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId: Vpc?.VpcId, CidrBlock: '10.0.1.0/24' }));
  for (const service of ['ssm', 'sqs']) {
    const { VpcEndpoint } = await ec2.send(
      new CreateVpcEndpointCommand({
        VpcId: Vpc?.VpcId,
        ServiceName: `com.amazonaws.eu-west-1.${service}`,
        VpcEndpointType: 'Interface',
        SubnetIds: [Subnet?.SubnetId ?? ''],
        TagSpecifications: [
          {
            ResourceType: 'vpc-endpoint',
            Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
          },
        ],
      }),
    );
    const id = VpcEndpoint?.VpcEndpointId ?? '';
    await regroup(ec2, id, [await newGroup(ec2, id, 'own'), await newGroup(ec2, id, 'shared')]);
  }
  const made = await fisDriverWorld(owners, { [action]: { ...endpointEffect(ec2), ...effect } });
  const fault = (duration: string) => ({
    ...sampleFault(action, { duration }),
    targets: { ...sampleFault(action).targets, resourceType: 'aws:ec2:vpc-endpoint', tags },
  });
  return { ...made, fault };
};

faultDriverContract('fis, endpoints blocked', async () => {
  const { driver, clock, fault } = await world();
  return {
    driver,
    now: () => clock.now(),
    reversible: fault('PT2M'),
    impossible: fault('soon'),
    meddle: async (arn) => regroup(ec2, idOf(arn), [await newGroup(ec2, idOf(arn), 'other')]),
  };
});

test('an endpoint says which service it leads to, and which network contains it', async () => {
  const { driver, fault } = await world();

  const found = await driver.resolve(fault('PT2M'));

  expect(found.map(({ label }) => label).sort()).toEqual([
    expect.stringMatching(/^vpce-\w+ \(com\.amazonaws\.eu-west-1\.s/),
    expect.stringMatching(/^vpce-\w+ \(com\.amazonaws\.eu-west-1\.s/),
  ]);
  expect(found[0]?.containers).toEqual([expect.stringMatching(/:vpc\/vpc-\w+$/)]);
});

test('what FIS has ended without putting it back, we put back', async () => {
  const { driver, clock, fault } = await world({
    end: async () => {
      throw new Error('modified meanwhile');
    },
  });
  const record = await recordOf(driver, fault('PT2M'), clock.now());
  await driver.inject(record);
  expect(await driver.evidence(record)).toMatchObject({ present: 'yes', level: 2 });

  expect(await driver.undo(record)).toEqual({ outcome: 'accepted' });

  expect(await driver.verify(record)).toMatchObject({ restored: true });
  expect(await driver.undo(record)).toMatchObject({ outcome: 'nothing-to-undo' });
});
