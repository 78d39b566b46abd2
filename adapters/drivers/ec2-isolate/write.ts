import { type EC2Client, ModifyNetworkInterfaceAttributeCommand } from '@aws-sdk/client-ec2';
import type { Write } from '../attribute/attribute.ts';

/** Sets the security groups of network interfaces. To break and to put back is one and the same command here. */
export const writeSecurityGroups =
  (ec2: EC2Client): Write =>
  async (_target, values) => {
    for (const [NetworkInterfaceId, groups] of Object.entries(values)) {
      const request = { NetworkInterfaceId, Groups: String(groups).split(',') };
      await ec2.send(new ModifyNetworkInterfaceAttributeCommand(request));
    }
    return undefined;
  };
