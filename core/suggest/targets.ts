import type { RawMap } from '../documents/raw.ts';
import { fill, nameOf, type Scene, tagOf } from './scene.ts';
import type { Resource } from './template/template.ts';
import { knownText } from './template/values.ts';

// What is stopped cannot be stopped, and EC2 lists what is terminated for an hour.
const RUNNING = [{ path: 'State.Name', values: ['running'] }];

/** The instances of an Auto Scaling group that run. */
export const instancesOf = (scene: Scene, group: Resource, select: string): RawMap => {
  const name = nameOf(group);
  return {
    resourceType: 'aws:ec2:instance',
    // CloudFormation tags the group, and the group its instances.
    ...(name === undefined ? { tags: stackTags(scene, group) } : { autoScalingGroup: name }),
    filters: RUNNING,
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
  ...(resourceType === 'aws:ec2:instance' && { filters: RUNNING }),
  select,
});

/** One resource of the stack, in the form that may stand beside FIS's target parameters. */
export const exactlyWith = (
  scene: Scene,
  resource: Resource,
  resourceType: string,
  parameters: RawMap,
): RawMap => ({ resourceType, tags: stackTags(scene, resource), parameters, select: 'COUNT(1)' });

/** The subnets in one zone: of the stack, or of a network that was there before it. */
export const subnetsIn = (scene: Scene, zone: string): RawMap => {
  const resourceType = 'aws:ec2:subnet';
  if (scene.ofType('AWS::EC2::Subnet').length > 0)
    return {
      resourceType,
      stack: scene.stack,
      filters: [{ path: 'AvailabilityZone', values: [zone] }],
      select: 'ALL',
    };
  const parameters = { availabilityZoneIdentifier: zone, vpc: networkOf(scene) ?? fill('id of the VPC') };
  return { resourceType, parameters, select: 'ALL' };
};

/** The network that a stack is put into, where the template or its parameters say its id. */
export const networkOf = ({ template: { resources } }: Scene): string | undefined =>
  resources
    .flatMap(({ properties: { VpcId, VPCId } }) => [VpcId, VPCId])
    .map(knownText)
    .find((id) => id?.startsWith('vpc-'));

/** A VPC endpoint, which CloudFormation does not tag by itself: as deployed, or by a name of its own. */
export const endpoint = (scene: Scene, resource: Resource): RawMap => {
  const { region, account } = scene.template.given;
  const { physicalId } = resource;
  const resourceType = 'aws:ec2:vpc-endpoint';
  if (physicalId === undefined || region === undefined || account === undefined)
    return { resourceType, tags: { Name: endpointName(scene, resource) }, select: 'COUNT(1)' };
  const arn = `arn:aws:ec2:${region}:${account}:vpc-endpoint/${physicalId}`;
  return { resourceType, arns: [arn], select: 'ALL' };
};

/** The name tag of an endpoint: as in the template, or as it should be there. */
export const endpointName = ({ stack }: Scene, resource: Resource): string =>
  tagOf(resource, 'Name') ?? `${stack}-${resource.id}`;

// What CloudFormation itself writes on everything that it can tag.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-properties-resource-tags.html
const stackTags = ({ stack }: Scene, { id }: Resource): RawMap => ({
  'aws:cloudformation:stack-name': stack,
  'aws:cloudformation:logical-id': id,
});
