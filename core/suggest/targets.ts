import type { RawMap } from '../documents/raw.ts';
import { nameOf, type Scene } from './scene.ts';
import type { Resource } from './template/template.ts';

/** The instances of an Auto Scaling group that run. */
export const instancesOf = (scene: Scene, group: Resource, select: string): RawMap => {
  const name = nameOf(group);
  return {
    resourceType: 'aws:ec2:instance',
    // CloudFormation tags the group, and the group its instances.
    ...(name === undefined ? { tags: stackTags(scene, group) } : { autoScalingGroup: name }),
    filters: [{ path: 'State.Name', values: ['running'] }],
    select,
  };
};

/** One resource of the stack: by the stack alone where it is the only one of its type, which stays readable. */
export const exactly = (
  scene: Scene,
  resource: Resource,
  resourceType: string,
  select = 'COUNT(1)',
): RawMap => ({
  resourceType,
  ...(scene.ofType(resource.type).length === 1
    ? { stack: scene.stack }
    : { tags: stackTags(scene, resource) }),
  select,
});

/** One resource of the stack, in the form that may stand beside FIS's target parameters. */
export const exactlyWith = (
  scene: Scene,
  resource: Resource,
  resourceType: string,
  parameters: RawMap,
): RawMap => ({ resourceType, tags: stackTags(scene, resource), parameters, select: 'COUNT(1)' });

/** The subnets of the stack that lie in one zone. */
export const subnetsIn = (scene: Scene, zone: string): RawMap => ({
  resourceType: 'aws:ec2:subnet',
  stack: scene.stack,
  filters: [{ path: 'AvailabilityZone', values: [zone] }],
  select: 'ALL',
});

// What CloudFormation itself writes on everything that it can tag.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html
const stackTags = ({ stack }: Scene, { id }: Resource): RawMap => ({
  'aws:cloudformation:stack-name': stack,
  'aws:cloudformation:logical-id': id,
});
