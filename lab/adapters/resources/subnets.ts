import type { Resources } from '../action.ts';

/** The shop's subnets, one per zone. */
export const subnets: Resources = async (lab) =>
  (await lab.describeSubnets()).subnets.map(({ arn, subnetId, zone, tags, networkAclId }) => ({
    target: { arn, label: `${subnetId} (${zone})`, zone, tags, containers: [] },
    attributes: { AvailabilityZone: zone },
    image: { networkAclId },
  }));
