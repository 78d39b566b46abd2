import { randomUUID } from 'node:crypto';
import {
  CreateSubnetCommand,
  CreateVpcCommand,
  RunInstancesCommand,
  TerminateInstancesCommand,
} from '@aws-sdk/client-ec2';
import { inject } from 'vitest';
import type { Fault } from '../../../core/experiment.ts';
import { faultDriverContract } from '../../contracts/fault-driver-contract.ts';
import { sampleFault } from '../../contracts/samples.ts';
import { ec2Effects, replaceAcl } from '../support/fis-effects.ts';
import { fisDriverWorld, ownersAt } from '../support/fis-world.ts';

const owners = ownersAt(inject('moto'));
const { ec2 } = owners;

const tagged = (tags: Fault['targets']['tags'] = {}, resourceType: 'instance' | 'subnet' | 'vpc') => [
  { ResourceType: resourceType, Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) },
];

const idOf = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1);

const faultOn = (
  resourceType: string,
  action: string,
  tags: Fault['targets']['tags'],
  parameters: Fault['parameters'] = {},
): Fault => {
  const fault = sampleFault(action, parameters);
  return { ...fault, targets: { ...fault.targets, resourceType, ...(tags && { tags }) } };
};

const instances = async () => {
  const tags = { drill: randomUUID(), chaos: 'yes' };
  await ec2.send(
    new RunInstancesCommand({
      ImageId: 'ami-12c6146b',
      MinCount: 2,
      MaxCount: 2,
      TagSpecifications: tagged(tags, 'instance'),
    }),
  );
  const fault = (parameters: Fault['parameters']) =>
    faultOn('aws:ec2:instance', 'aws:ec2:stop-instances', tags, parameters);
  return { fault };
};

const stopping = (parameters: Fault['parameters']) => async () => {
  const { fault } = await instances();
  const { driver, clock } = await fisDriverWorld(owners, ec2Effects(ec2));
  return {
    driver,
    now: () => clock.now(),
    reversible: fault(parameters),
    impossible: fault({ startInstancesAfterDuration: 'soon' }),
    meddle: async (arn: string) =>
      void (await ec2.send(new TerminateInstancesCommand({ InstanceIds: [idOf(arn)] }))),
  };
};

faultDriverContract('fis, instances that FIS does not start again', stopping({}));
faultDriverContract(
  'fis, instances that FIS starts again',
  stopping({ startInstancesAfterDuration: 'PT2M' }),
);

faultDriverContract('fis, subnets cut off', async () => {
  const tags = { drill: randomUUID(), chaos: 'yes' };
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  for (const CidrBlock of ['10.0.1.0/24', '10.0.2.0/24'])
    await ec2.send(
      new CreateSubnetCommand({ VpcId: Vpc?.VpcId, CidrBlock, TagSpecifications: tagged(tags, 'subnet') }),
    );
  const { driver, clock } = await fisDriverWorld(owners, ec2Effects(ec2));
  const fault = (scope: string) =>
    faultOn('aws:ec2:subnet', 'aws:network:disrupt-connectivity', tags, { scope, duration: 'PT2M' });
  return {
    driver,
    now: () => clock.now(),
    reversible: fault('all'),
    impossible: fault('everything'),
    meddle: (arn: string) => replaceAcl(ec2, idOf(arn), []),
  };
});
