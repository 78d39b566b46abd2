import {
  type EC2Client,
  paginateDescribeTransitGatewayAttachments,
  paginateDescribeTransitGateways,
  type TransitGateway,
  type TransitGatewayAttachment,
} from '@aws-sdk/client-ec2';
import { idOf, isWanted, type Look, tagsOf } from './look.ts';

/** Transit gateways, each with the route tables of its peering attachments. */
export const lookAtTransitGateways =
  (ec2: EC2Client): Look =>
  async (wanted) => {
    const gateways: TransitGateway[] = [];
    for await (const page of paginateDescribeTransitGateways({ client: ec2 }, { Filters: filtersOf(wanted) }))
      gateways.push(...(page.TransitGateways ?? []));
    const peerings = await peeringsOf(
      ec2,
      gateways.flatMap(({ TransitGatewayId }) => TransitGatewayId ?? []),
    );
    return gateways
      .map((gateway) => {
        const { TransitGatewayArn: arn = '', TransitGatewayId: label = '', Tags, State } = gateway;
        const own = peerings.filter(({ TransitGatewayId }) => TransitGatewayId === label);
        return {
          target: { arn, label, tags: tagsOf(Tags), containers: [] },
          described: gateway,
          state: { associations: associationsOf(own), changing: own.some(isChanging) },
          ended: State === 'deleting' || State === 'deleted',
        };
      })
      .filter(isWanted(wanted));
  };

const filtersOf = ({ arns, tags = {} }: Parameters<Look>[0]) => [
  ...(arns ? [{ Name: 'transit-gateway-id', Values: arns.map(idOf) }] : []),
  ...Object.entries(tags).map(([key, value]) => ({ Name: `tag:${key}`, Values: [value] })),
];

const peeringsOf = async (
  ec2: EC2Client,
  ids: readonly string[],
): Promise<readonly TransitGatewayAttachment[]> => {
  if (ids.length === 0) return [];
  const found: TransitGatewayAttachment[] = [];
  const Filters = [
    { Name: 'transit-gateway-id', Values: [...ids] },
    { Name: 'resource-type', Values: ['peering'] },
  ];
  for await (const page of paginateDescribeTransitGatewayAttachments({ client: ec2 }, { Filters }))
    found.push(...(page.TransitGatewayAttachments ?? []));
  return found;
};

const associationsOf = (attachments: readonly TransitGatewayAttachment[]): string =>
  attachments
    .filter(({ Association }) => Association?.State === 'associated')
    .map((one) => `${one.TransitGatewayAttachmentId}=${one.Association?.TransitGatewayRouteTableId}`)
    .sort()
    .join(', ');

const isChanging = ({ Association }: TransitGatewayAttachment): boolean =>
  Association?.State === 'associating' || Association?.State === 'disassociating';
