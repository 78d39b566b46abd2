import { expect, onTestFinished, test } from 'vitest';
import { fisDriver } from '../../../adapters/fis/driver.ts';
import { lookAtTransitGateways } from '../../../adapters/fis/looks/transit-gateways.ts';
import { fisResolve } from '../../../adapters/fis/resolve.ts';
import type { Targets } from '../../../core/experiment.ts';
import { sampleFault } from '../../contracts/samples.ts';
import { ownersAt } from '../support/fis-world.ts';
import { startXmlServer } from '../support/xml-server.ts';

const arnOf = (id: string) => `arn:aws:ec2:eu-west-1:123456789012:transit-gateway/${id}`;

const gateway = (id: string, app: string) =>
  `<item><transitGatewayId>${id}</transitGatewayId><transitGatewayArn>${arnOf(id)}</transitGatewayArn><state>available</state>
  <tagSet><item><key>app</key><value>${app}</value></item></tagSet></item>`;

const attachment = (id: string, of: string, table: string, state: string) =>
  `<item><transitGatewayAttachmentId>${id}</transitGatewayAttachmentId><transitGatewayId>${of}</transitGatewayId>
  <resourceType>peering</resourceType><association><transitGatewayRouteTableId>${table}</transitGatewayRouteTableId><state>${state}</state></association></item>`;

test('a transit gateway is what its peering attachments are associated with, whatever order they come in', async () => {
  let attachments =
    attachment('b', 'tgw-1', 'rtb-2', 'associated') + attachment('a', 'tgw-1', 'rtb-1', 'associated');
  const ec2 = await startXmlServer({
    DescribeTransitGateways: () =>
      `<transitGatewaySet>${gateway('tgw-1', 'web')}${gateway('tgw-2', 'web')}</transitGatewaySet>`,
    DescribeTransitGatewayAttachments: () =>
      `<transitGatewayAttachments>${attachments}</transitGatewayAttachments>`,
  });
  onTestFinished(() => ec2.close());
  const look = lookAtTransitGateways(ownersAt(ec2.url).ec2);
  const state = async () => (await look({ arns: [arnOf('tgw-1')] })).map((one) => one.state);

  expect(await state()).toEqual([{ associations: 'a=rtb-1, b=rtb-2', changing: false }]);
  attachments =
    attachment('a', 'tgw-1', 'rtb-1', 'disassociating') + attachment('b', 'tgw-1', 'rtb-2', 'associated');
  expect(await state()).toEqual([{ associations: 'b=rtb-2', changing: true }]);
  const [asked] = ec2.asked.filter((query) => query.get('Action') === 'DescribeTransitGatewayAttachments');
  expect([...(asked ?? [])].map(([, value]) => value)).toEqual(
    expect.arrayContaining(['transit-gateway-id', 'tgw-1', 'resource-type', 'peering']),
  );
  expect((await look({ tags: { app: 'web' } })).map(({ target }) => target.label)).toEqual([
    'tgw-1',
    'tgw-2',
  ]);
  expect(await look({ tags: { app: 'other' } })).toEqual([]);
});

test('of the instances of a group only those are Spot Instances that EC2 says are', async () => {
  const instance = (id: string, lifecycle = '') =>
    `<item><instanceId>${id}</instanceId><instanceState><name>running</name></instanceState>${lifecycle}
    <tagSet><item><key>aws:autoscaling:groupName</key><value>web</value></item></tagSet></item>`;
  const spot = '<instanceLifecycle>spot</instanceLifecycle>';
  const server = await startXmlServer({
    DescribeInstances: () =>
      `<reservationSet><item><ownerId>123456789012</ownerId><instancesSet>${instance('i-1', spot)}${instance('i-2')}</instancesSet></item></reservationSet>`,
    DescribeAutoScalingGroups: () => '<AutoScalingGroups></AutoScalingGroups>',
  });
  onTestFinished(() => server.close());
  const { tags: _, ...rest } = sampleFault('aws:ec2:stop-instances').targets;
  const found = async (action: string) => {
    const resourceType = fisDriver.facts(action)?.resourceType ?? '';
    const targets: Targets = { ...rest, resourceType, autoScalingGroup: 'web' };
    const { resolve } = fisResolve(ownersAt(server.url));
    return (await resolve({ ...sampleFault(action), targets })).map(({ label }) => label);
  };

  expect(await found('aws:ec2:send-spot-instance-interruptions')).toEqual(['i-1']);
  expect(await found('aws:ec2:stop-instances')).toEqual(['i-1', 'i-2']);
  expect(server.asked[0]?.get('Filter.1.Name')).toBe('tag:aws:autoscaling:groupName');
});
