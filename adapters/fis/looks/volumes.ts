import { type EC2Client, paginateDescribeVolumes, type Volume } from '@aws-sdk/client-ec2';
import { instancesById } from './instances.ts';
import { idOf, isWanted, type Look, neighbour, type Resource, tagsOf } from './look.ts';

/** Volumes that are attached to an instance: FIS takes no others, and EC2 says of the instance alone whose it is. */
export const lookAtVolumes =
  (ec2: EC2Client): Look =>
  async (wanted) => {
    const volumes: Volume[] = [];
    for await (const page of paginateDescribeVolumes({ client: ec2 }, { Filters: filtersOf(wanted) }))
      volumes.push(...(page.Volumes ?? []));
    const instances = await instancesById(ec2, volumes.flatMap(attachedTo));
    return volumes
      .flatMap((volume) => {
        const [id] = attachedTo(volume);
        const instance = instances.find(({ target }) => idOf(target.arn) === id);
        return instance ? [resourceOf(volume, instance)] : [];
      })
      .filter(isWanted(wanted));
  };

const filtersOf = ({ arns, tags = {} }: Parameters<Look>[0]) => [
  { Name: 'status', Values: ['in-use'] },
  ...(arns ? [{ Name: 'volume-id', Values: arns.map(idOf) }] : []),
  ...Object.entries(tags).map(([key, value]) => ({ Name: `tag:${key}`, Values: [value] })),
];

const attachedTo = ({ Attachments = [] }: Volume): readonly string[] =>
  Attachments.flatMap(({ InstanceId }) => InstanceId ?? []);

const resourceOf = (volume: Volume, { target: instance }: Resource): Resource => {
  const { VolumeId: id = '', AvailabilityZone: zone, Tags } = volume;
  return {
    target: {
      arn: neighbour(instance.arn, 'ec2', `volume/${id}`),
      label: `${id} of ${instance.label}`,
      ...(zone !== undefined && { zone }),
      tags: tagsOf(Tags),
      containers: [instance.arn, ...instance.containers],
    },
    described: volume,
    state: {},
  };
};
