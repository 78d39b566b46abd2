import { type EC2Client, type Filter, type Instance, paginateDescribeInstances } from '@aws-sdk/client-ec2';
import { ec2Arn } from './arns.ts';
import { idOf, isWanted, type Look, neighbour, type Resource, tagsOf } from './look.ts';

/** EC2 instances, those that have ended included as long as EC2 lists them. */
export const lookAtInstances =
  (ec2: EC2Client): Look =>
  async (wanted) =>
    (await listed(ec2, filtersOf(wanted))).filter(isWanted(wanted));

/** Instances by id, in this account and Region. */
export const instancesById = async (ec2: EC2Client, ids: readonly string[]): Promise<readonly Resource[]> => {
  const Values = [...new Set(ids)];
  return Values.length === 0 ? [] : listed(ec2, [{ Name: 'instance-id', Values }]);
};

const listed = async (ec2: EC2Client, Filters: Filter[]): Promise<readonly Resource[]> => {
  const region = await ec2.config.region();
  const found: Resource[] = [];
  // Asked for by filter: asked for by id, EC2 fails when it has forgotten one of them.
  for await (const page of paginateDescribeInstances({ client: ec2 }, { Filters }))
    for (const { OwnerId = '', Instances = [] } of page.Reservations ?? [])
      found.push(...Instances.map((instance) => resourceOf(region, OwnerId, instance)));
  return found;
};

const filtersOf = ({ arns, tags = {} }: Parameters<Look>[0]): Filter[] => [
  ...(arns ? [{ Name: 'instance-id', Values: arns.map(idOf) }] : []),
  ...Object.entries(tags).map(([key, value]) => ({ Name: `tag:${key}`, Values: [value] })),
];

const resourceOf = (region: string, account: string, instance: Instance): Resource => {
  const { InstanceId = '', SubnetId, VpcId, State, Placement, Tags } = instance;
  const arn = ec2Arn({ region, account }, `instance/${InstanceId}`);
  const zone = Placement?.AvailabilityZone;
  const state = State?.Name ?? 'unknown';
  return {
    target: {
      arn,
      label: zone === undefined ? InstanceId : `${InstanceId} (${zone})`,
      ...(zone !== undefined && { zone }),
      tags: tagsOf(Tags),
      containers: [
        ...(SubnetId ? [neighbour(arn, 'ec2', `subnet/${SubnetId}`)] : []),
        ...(VpcId ? [neighbour(arn, 'ec2', `vpc/${VpcId}`)] : []),
      ],
    },
    described: instance,
    state: { state },
    ended: state === 'terminated' || state === 'shutting-down',
  };
};
