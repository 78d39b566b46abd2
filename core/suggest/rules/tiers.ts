import { frontsTo } from '../fronts.ts';
import type { Scene } from '../scene.ts';
import type { Resource } from '../template/template.ts';
import { knownNumber } from '../template/values.ts';
import { type Spread, spreadOf } from '../zones.ts';

/** What serves users, and over how many zones it is spread. */
export type Tier = {
  readonly resource: Resource;
  readonly spread: Spread;
  readonly at: readonly string[];
  readonly size?: number;
};

/** The tiers of a stack: what users reach comes before what works behind it. */
export const tiersOf = (scene: Scene): readonly Tier[] =>
  [...groups(scene), ...services(scene), ...nodes(scene)].toSorted(
    (a, b) => hidden(scene, a) - hidden(scene, b),
  );

const hidden = (scene: Scene, { resource }: Tier): number => (frontsTo(scene, resource).length > 0 ? 0 : 1);

const groups = (scene: Scene): readonly Tier[] =>
  scene.ofType('AWS::AutoScaling::AutoScalingGroup').map((resource) => ({
    resource,
    spread: spreadOf(scene, resource.properties.VPCZoneIdentifier ?? resource.properties.AvailabilityZones),
    at: ['VPCZoneIdentifier'],
    ...sized(knownNumber(resource.properties.DesiredCapacity ?? resource.properties.MinSize)),
  }));

const services = (scene: Scene): readonly Tier[] =>
  scene.ofType('AWS::ECS::Service').map((resource) => ({
    resource,
    spread: spreadOf(
      scene,
      scene
        .named(resource.properties.NetworkConfiguration, 'AWS::EC2::Subnet')
        .map(({ id }) => ({ '@ref': id })),
    ),
    at: ['NetworkConfiguration'],
    // CloudFormation starts one where none is given.
    ...sized(knownNumber(resource.properties.DesiredCount ?? 1)),
  }));

const nodes = (scene: Scene): readonly Tier[] =>
  scene.ofType('AWS::EKS::Nodegroup').map((resource) => ({
    resource,
    spread: spreadOf(scene, resource.properties.Subnets),
    at: ['Subnets'],
  }));

const sized = (size: number | undefined) => (size === undefined ? {} : { size });
