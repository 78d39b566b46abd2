import {
  type EC2Client,
  type NetworkInterface,
  paginateDescribeNetworkInterfaces,
} from '@aws-sdk/client-ec2';
import { idOf } from '../../fis/looks/look.ts';
import type { Look, Read } from '../attribute/attribute.ts';
import { chunksOf } from '../chunks-of.ts';

/** The security groups of instances' network interfaces. An instance that has ended has no interface any more. */
export const readSecurityGroups =
  (ec2: EC2Client): Read =>
  async (targets) => {
    const found: NetworkInterface[] = [];
    // Of values a filter may have two hundred.
    for (const chunk of chunksOf(targets.map(idOfTarget), 200)) {
      const Filters = [{ Name: 'attachment.instance-id', Values: [...chunk] }];
      for await (const page of paginateDescribeNetworkInterfaces({ client: ec2 }, { Filters }))
        found.push(...(page.NetworkInterfaces ?? []));
    }
    return new Map(
      targets.flatMap((target) => {
        const own = found.filter(({ Attachment }) => Attachment?.InstanceId === idOfTarget(target));
        return own.length === 0 ? [] : [[target.arn, lookOf(own)]];
      }),
    );
  };

const idOfTarget = ({ arn }: { readonly arn: string }): string => idOf(arn);

const lookOf = (interfaces: readonly NetworkInterface[]): Look => ({
  image: Object.fromEntries(
    interfaces.map(({ NetworkInterfaceId = '', Groups = [] }) => [
      NetworkInterfaceId,
      Groups.flatMap(({ GroupId }) => GroupId ?? [])
        .sort()
        .join(','),
    ]),
  ),
});
