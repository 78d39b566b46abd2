import type { Subnet } from '@aws-sdk/client-ec2';
import { idOf, type Resource } from '../looks/look.ts';
import { lookAtSubnets } from '../looks/subnets.ts';
import type { Finder } from './find.ts';

const subnetIn = ({ described }: Resource): Subnet => described;

/** Subnets; by zone (its name or its id) and by network too. */
export const subnets: Finder = {
  find: ({ ec2 }, { targets }) => lookAtSubnets(ec2)(targets),
  narrowing: {
    availabilityZoneIdentifier: (subnet, zone) => {
      const { AvailabilityZone, AvailabilityZoneId } = subnetIn(subnet);
      return AvailabilityZone === zone || AvailabilityZoneId === zone;
    },
    vpc: (subnet, vpc) => subnetIn(subnet).VpcId === idOf(vpc),
  },
};
