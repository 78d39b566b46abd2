import {
  DeleteAutoScalingGroupCommand,
  DescribeAutoScalingGroupsCommand,
  SuspendProcessesCommand,
} from '@aws-sdk/client-auto-scaling';
import { expect, test } from 'vitest';
import { faultDriverContract } from '../../contracts/fault-driver-contract.ts';
import { recordOf } from '../../contracts/record-of.ts';
import { makeGroup } from './asg-scene.ts';
import { atMoto, closeProxies, faultOn } from './at-moto.ts';
import { deniedInXml } from './refusals.ts';

const action = 'asg/suspend-process';
const faultFor = (app: string, processes = 'Launch, ReplaceUnhealthy') =>
  faultOn(action, 'aws:ec2:autoscaling-group', app, { processes });

const begin = async () => {
  const world = await atMoto(action);
  const autoScaling = await world.clients.autoScaling();
  const suspendedOf = async (name: string) => {
    const request = { AutoScalingGroupNames: [name] };
    const answer = await autoScaling.send(new DescribeAutoScalingGroupsCommand(request));
    return answer.AutoScalingGroups?.[0]?.SuspendedProcesses?.map(({ ProcessName }) => ProcessName).sort();
  };
  return { ...world, autoScaling, suspendedOf };
};

closeProxies();

faultDriverContract(action, async () => {
  const world = await begin();
  const { driver, id, proxy, autoScaling } = world;
  await makeGroup(world, id);
  await makeGroup(world, `${id}-denied`);
  proxy.meddle(({ body }) =>
    body.includes('Action=SuspendProcesses') && body.includes(`${id}-denied`) ? deniedInXml : undefined,
  );
  return {
    driver,
    now: Date.now,
    reversible: faultFor(id),
    impossible: faultFor(`${id}-denied`),
    meddle: async () => {
      const request = { AutoScalingGroupName: id, ForceDelete: true };
      await autoScaling.send(new DeleteAutoScalingGroupCommand(request));
    },
  };
});

test('what was suspended before stays so, and only what the fault has suspended is resumed', async () => {
  const world = await begin();
  const { driver, id, autoScaling, suspendedOf } = world;
  await makeGroup(world, id);
  await autoScaling.send(
    new SuspendProcessesCommand({ AutoScalingGroupName: id, ScalingProcesses: ['Launch', 'AZRebalance'] }),
  );
  const record = await recordOf(driver, faultFor(id), Date.now());

  await driver.inject(record);
  expect(await suspendedOf(id)).toEqual(['AZRebalance', 'Launch', 'ReplaceUnhealthy']);
  expect(await driver.undo(record)).toEqual({ outcome: 'accepted' });

  expect(await suspendedOf(id)).toEqual(['AZRebalance', 'Launch']);
});

test('groups are found on every page, and by ARN too', async () => {
  const world = await begin();
  const { driver, id } = world;
  const names = Array.from({ length: 60 }, (_, n) => `${id}-${n}`);
  for (const name of names) await makeGroup(world, name, id);

  const found = await driver.resolve(faultFor(id));

  expect(found.map(({ label }) => label).sort()).toEqual(names.sort());
  const { targets, ...fault } = faultFor(id);
  const arns = found.slice(0, 2).map(({ arn }) => arn);
  const again = await driver.resolve({ ...fault, targets: { ...targets, tags: {}, arns } });
  expect(again).toEqual(found.slice(0, 2));
});

test.each(['', 'Launch,', 'launch'])(
  'processes that there are not are refused while it is planned: %j',
  async (processes) => {
    const { driver, id } = await begin();

    await expect(driver.resolve(faultFor(id, processes))).rejects.toThrow('processes is a list of Launch');
  },
);

test('a parameter that the action does not know is refused: it would mean its default', async () => {
  const { driver, id } = await begin();
  const fault = faultFor(id);

  await expect(
    driver.resolve({ ...fault, parameters: { ...fault.parameters, process: 'Launch' } }),
  ).rejects.toThrow('asg/suspend-process has no parameter process; what it knows: processes, duration');
});
