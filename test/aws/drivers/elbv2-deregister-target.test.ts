import { TerminateInstancesCommand } from '@aws-sdk/client-ec2';
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  DescribeTargetHealthCommand,
  RegisterTargetsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { expect, test } from 'vitest';
import { idOf } from '../../../adapters/fis/looks/look.ts';
import { faultDriverContract } from '../../contracts/fault-driver-contract.ts';
import { recordOf } from '../../contracts/record-of.ts';
import { type AtMoto, atMoto, closeProxies, faultOn } from './at-moto.ts';
import { makeInstance, makeNetwork, type Network } from './ec2-scene.ts';
import { deniedInXml } from './refusals.ts';

const action = 'elbv2/deregister-target';
const faultFor = (app: string, parameters: Record<string, string> = {}) =>
  faultOn(action, 'aws:ec2:instance', app, parameters);

const makeGroup = async (
  { clients, id }: AtMoto,
  { vpc, subnets, group }: Network,
  n = 0,
): Promise<string> => {
  const elb = await clients.elb();
  const { TargetGroups: [made] = [] } = await elb.send(
    new CreateTargetGroupCommand({
      Name: `web-${id}-${n}`,
      Protocol: 'HTTP',
      Port: 80,
      VpcId: vpc,
      TargetType: 'instance',
    }),
  );
  const { LoadBalancers: [balancer] = [] } = await elb.send(
    new CreateLoadBalancerCommand({ Name: `lb-${id}-${n}`, Subnets: [...subnets], SecurityGroups: [group] }),
  );
  await elb.send(
    new CreateListenerCommand({
      LoadBalancerArn: balancer?.LoadBalancerArn,
      Protocol: 'HTTP',
      Port: 80,
      DefaultActions: [{ Type: 'forward', TargetGroupArn: made?.TargetGroupArn }],
    }),
  );
  return made?.TargetGroupArn ?? '';
};

const begin = async () => {
  const world = await atMoto(action);
  const elb = await world.clients.elb();
  const ec2 = await world.clients.ec2();
  const network = await makeNetwork(ec2, world.id);
  const group = await makeGroup(world, network);
  const register = (TargetGroupArn: string, Id: string, Port: number) =>
    elb.send(new RegisterTargetsCommand({ TargetGroupArn, Targets: [{ Id, Port }] }));
  const registered = async (TargetGroupArn: string) =>
    (
      (await elb.send(new DescribeTargetHealthCommand({ TargetGroupArn }))).TargetHealthDescriptions ?? []
    ).map(({ Target }) => Target);
  return { ...world, ec2, network, group, register, registered };
};

closeProxies();

faultDriverContract(action, async () => {
  const { driver, id, proxy, ec2, network, group, register } = await begin();
  await register(group, await makeInstance(ec2, network, id), 80);
  const refusing = await makeInstance(ec2, network, `${id}-denied`);
  await register(group, refusing, 80);
  proxy.meddle(({ body }) =>
    body.includes('Action=DeregisterTargets') && body.includes(refusing) ? deniedInXml : undefined,
  );
  return {
    driver,
    now: Date.now,
    reversible: faultFor(id),
    impossible: faultFor(`${id}-denied`),
    meddle: async (arn) => void (await register(group, idOf(arn), 8081)),
  };
});

test('an instance comes back to each group with the port it had there', async () => {
  const world = await begin();
  const { driver, id, ec2, network, group, register, registered } = world;
  const instance = await makeInstance(ec2, network, id);
  const other = await makeGroup(world, network, 1);
  await register(group, instance, 8080);
  await register(other, instance, 9090);
  const record = await recordOf(driver, faultFor(id), Date.now());

  await driver.inject(record);
  expect([await registered(group), await registered(other)]).toEqual([[], []]);
  expect(await driver.undo(record)).toEqual({ outcome: 'accepted' });

  expect(await registered(group)).toMatchObject([{ Id: instance, Port: 8080 }]);
  expect(await registered(other)).toMatchObject([{ Id: instance, Port: 9090 }]);
  expect(await driver.verify(record)).toMatchObject({
    restored: true,
    seen: expect.stringContaining('health '),
  });
});

test('with one group named, the others keep the instance', async () => {
  const world = await begin();
  const { driver, id, ec2, network, group, register, registered } = world;
  const instance = await makeInstance(ec2, network, id);
  const other = await makeGroup(world, network, 1);
  await register(group, instance, 80);
  await register(other, instance, 80);
  const record = await recordOf(driver, faultFor(id, { targetGroupArn: group }), Date.now());

  await driver.inject(record);

  expect([await registered(group), await registered(other)]).toMatchObject([[], [{ Id: instance }]]);
});

test('a target that drains is not registered any more', async () => {
  const { driver, id, proxy, ec2, network, group, register } = await begin();
  const instance = await makeInstance(ec2, network, id);
  await register(group, instance, 80);
  const record = await recordOf(driver, faultFor(id, { targetGroupArn: group }), Date.now());
  proxy.meddle(({ body }) =>
    body.includes('Action=DescribeTargetHealth')
      ? {
          status: 200,
          body: `<DescribeTargetHealthResponse><DescribeTargetHealthResult><TargetHealthDescriptions><member><Target><Id>${instance}</Id><Port>80</Port></Target><TargetHealth><State>draining</State><Reason>Target.DeregistrationInProgress</Reason></TargetHealth></member></TargetHealthDescriptions></DescribeTargetHealthResult></DescribeTargetHealthResponse>`,
        }
      : undefined,
  );

  expect(await driver.evidence(record)).toMatchObject({ present: 'yes' });
  expect(await driver.verify(record)).toMatchObject({ restored: false, drifted: false });
});

test('an instance that has ended meanwhile is gone, and not registered again', async () => {
  const { driver, id, ec2, network, group, register, registered } = await begin();
  const instance = await makeInstance(ec2, network, id);
  await register(group, instance, 80);
  const record = await recordOf(driver, faultFor(id), Date.now());
  await driver.inject(record);
  await ec2.send(new TerminateInstancesCommand({ InstanceIds: [instance] }));

  expect(await driver.undo(record)).toMatchObject({ outcome: 'drifted' });
  expect(await registered(group)).toEqual([]);
  expect(await driver.verify(record)).toMatchObject({ restored: false, drifted: true, gone: true });
});
