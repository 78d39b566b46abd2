import { randomUUID } from 'node:crypto';
import {
  AssociateRouteTableCommand,
  CreateRouteTableCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeVpcsCommand,
  DisassociateRouteTableCommand,
  ReplaceRouteTableAssociationCommand,
} from '@aws-sdk/client-ec2';
import { beforeAll, expect, inject, test } from 'vitest';
import { actionOf } from '../../../adapters/fis/actions.ts';
import { idOf } from '../../../adapters/fis/looks/look.ts';
import type { FaultRecord, Image } from '../../../core/run.ts';
import { recordOf } from '../../contracts/record-of.ts';
import { sampleFault } from '../../contracts/samples.ts';
import { fisDriverWorld, ownersAt } from '../support/fis-world.ts';

const owners = ownersAt(inject('moto'));
const { ec2 } = owners;
const routes = 'aws:network:route-table-disrupt-cross-region-connectivity';

// Moto reads its EC2 when it is first asked; a call that makes something would be made twice meanwhile.
beforeAll(async () => void (await ec2.send(new DescribeVpcsCommand({}))));

/** A subnet, with a route table of its own or following the main one, and what FIS does to it. */
const world = async (own: boolean) => {
  const drill = randomUUID();
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const { Subnet } = await ec2.send(
    new CreateSubnetCommand({
      VpcId: Vpc?.VpcId,
      CidrBlock: '10.0.1.0/24',
      TagSpecifications: [{ ResourceType: 'subnet', Tags: [{ Key: 'drill', Value: drill }] }],
    }),
  );
  const table = async (tags: Readonly<Record<string, string>> = {}) => {
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    const TagSpecifications = [{ ResourceType: 'route-table' as const, Tags }];
    const { RouteTable } = await ec2.send(
      new CreateRouteTableCommand({ VpcId: Vpc?.VpcId, ...(Tags.length > 0 && { TagSpecifications }) }),
    );
    return RouteTable?.RouteTableId ?? '';
  };
  let association: string | undefined;
  const use = async (RouteTableId: string) => {
    const { AssociationId, NewAssociationId } = association
      ? {
          AssociationId: undefined,
          ...(await ec2.send(
            new ReplaceRouteTableAssociationCommand({ AssociationId: association, RouteTableId }),
          )),
        }
      : {
          NewAssociationId: undefined,
          ...(await ec2.send(new AssociateRouteTableCommand({ SubnetId: Subnet?.SubnetId, RouteTableId }))),
        };
    association = AssociationId ?? NewAssociationId;
  };
  const ownTable = own ? await table() : undefined;
  if (ownTable) await use(ownTable);
  const made = await fisDriverWorld(owners, {
    [routes]: {
      parameters: ['region', 'duration'],
      lastsMs: () => 120_000,
      begin: async () => use(await table({ managedByFIS: 'true' })),
      end: async () => {
        if (ownTable) return use(ownTable);
        await ec2.send(new DisassociateRouteTableCommand({ AssociationId: association }));
      },
    },
  });
  const fault = {
    ...sampleFault(routes, { region: 'eu-central-1', duration: 'PT2M' }),
    targets: { ...sampleFault(routes).targets, resourceType: 'aws:ec2:subnet', tags: { drill } },
  };
  const record = await recordOf(made.driver, fault, made.clock.now());
  return { ...made, record, somebodyElses: async () => use(await table()) };
};

test.for([true, false])('a subnet whose routes FIS takes away has them back (own table: %s)', async (own) => {
  const { driver, record } = await world(own);
  const [arn = ''] = Object.keys(record.before);
  expect(record.before[arn]).toEqual({ routeTableId: own ? expect.stringMatching(/^rtb-/) : 'main' });
  expect(await driver.evidence(record)).toMatchObject({ present: 'no', level: 2 });

  await driver.inject(record);
  expect(await driver.evidence(record)).toMatchObject({
    present: 'yes',
    level: 2,
    seen: expect.stringContaining('madeByFis true'),
  });
  expect(await driver.verify(record)).toMatchObject({ restored: false, drifted: false });

  expect(await driver.undo(record)).toEqual({ outcome: 'accepted' });
  expect(await driver.verify(record)).toMatchObject({
    restored: true,
    seen: expect.stringContaining(idOf(arn)),
  });
  expect(await driver.residue(record.runId)).toEqual([]);
});

test('a route table that is neither the own one nor of FIS is somebody else’s doing', async () => {
  const { driver, record, somebodyElses } = await world(true);
  await driver.inject(record);
  await somebodyElses();

  expect(await driver.verify(record)).toMatchObject({ restored: false, drifted: true });
});

test.for([
  [{ associations: 'a=1, b=2' }, { associations: 'a=1, b=2', changing: false }, 'before'],
  [{ associations: 'a=1, b=2' }, { associations: 'a=1', changing: false }, 'after'],
  [{ associations: 'a=1, b=2' }, { associations: 'a=1', changing: true }, 'between'],
  [{ associations: 'a=1' }, undefined, 'gone'],
] as const satisfies readonly (readonly [Image, Image | undefined, string])[])(
  'a transit gateway that had %o and has %o stands as %s',
  ([before, now, standing]) => {
    const action = actionOf('aws:network:transit-gateway-disrupt-cross-region-connectivity');

    expect(action?.standing(now, before)).toBe(standing);
  },
);

test.for([
  ['aws:network:disrupt-vpc-endpoint', { groups: '' }, false],
  ['aws:network:disrupt-vpc-endpoint', { groups: 'sg-1' }, true],
  ['aws:dynamodb:global-table-pause-replication', { paused: true }, false],
  ['aws:dynamodb:global-table-pause-replication', { paused: false }, true],
  ['aws:ec2:send-spot-instance-interruptions', { state: 'stopped' }, false],
  ['aws:eks:terminate-nodegroup-instances', { instances: '' }, false],
] as const satisfies readonly (readonly [FaultRecord['action'], Image, boolean])[])(
  '%s on what is %o changes it: %s',
  ([action, before, hits]) => {
    expect(actionOf(action)?.hits?.(before)).toBe(hits);
  },
);
