import { frontsTo } from '../fronts.ts';
import { measure } from '../measure.ts';
import { propose } from '../propose.ts';
import { nameOf, type Scene, wordOf } from '../scene.ts';
import type { Need, Prediction, Suggestion } from '../suggestion.ts';
import { exactlyWith, networkOf, subnetsIn } from '../targets.ts';
import type { Resource } from '../template/template.ts';
import { knownBoolean, knownNumber } from '../template/values.ts';
import { type Spread, spreadOf } from '../zones.ts';
import { needIf, type Rule, zoneFor } from './rule.ts';

/** A whole zone is lost for what runs in the subnets of the stack; and with the primary of its database in it. */
export const zone: Rule = (scene) => {
  // What users reach comes before what works behind it.
  const [tier] = tiersOf(scene).toSorted((a, b) => hidden(scene, a) - hidden(scene, b));
  if (tier === undefined) return [];
  const databases = scene
    .ofType('AWS::RDS::DBInstance')
    .filter(({ properties }) => knownBoolean(properties.MultiAZ) === true);
  return [zoneLost(scene, tier, []), ...(databases.length > 0 ? [zoneLost(scene, tier, databases)] : [])];
};

type Tier = {
  readonly resource: Resource;
  readonly spread: Spread;
  readonly at: readonly string[];
  readonly size?: number;
};

const hidden = (scene: Scene, { resource }: Tier): number => (frontsTo(scene, resource).length > 0 ? 0 : 1);

// What serves users, in the order in which people think of it.
const tiersOf = (scene: Scene): readonly Tier[] => [
  ...scene.ofType('AWS::AutoScaling::AutoScalingGroup').map((resource) => ({
    resource,
    spread: spreadOf(scene, resource.properties.VPCZoneIdentifier ?? resource.properties.AvailabilityZones),
    at: ['VPCZoneIdentifier'],
    ...sized(knownNumber(resource.properties.DesiredCapacity ?? resource.properties.MinSize)),
  })),
  ...scene.ofType('AWS::ECS::Service').map((resource) => ({
    resource,
    spread: spreadOf(
      scene,
      scene
        .named(resource.properties.NetworkConfiguration, 'AWS::EC2::Subnet')
        .map(({ id }) => ({ '@ref': id })),
    ),
    at: ['NetworkConfiguration'],
    ...sized(knownNumber(resource.properties.DesiredCount)),
  })),
  ...scene.ofType('AWS::EKS::Nodegroup').map((resource) => ({
    resource,
    spread: spreadOf(scene, resource.properties.Subnets),
    at: ['Subnets'],
  })),
];

const sized = (size: number | undefined) => (size === undefined ? {} : { size });

const zoneLost = (scene: Scene, tier: Tier, databases: readonly Resource[]): Suggestion => {
  const { resource } = tier;
  const subnets = scene.ofType('AWS::EC2::Subnet');
  const { zone: name, need, remark } = zoneFor(scene, () => scene.where(subnets[0] ?? resource));
  const [database] = databases;
  const most = (subnets.length > 0 ? Math.ceil(subnets.length / 2) : 3) + databases.length;
  return propose(scene, {
    ...{ system: 'availability-zone', event: database ? 'zone-and-primary-lost' : 'zone-lost' },
    hit: [resource, ...subnets, ...databases],
    title: database
      ? `${wordOf(resource)} is back within minutes when the zone with the primary of ${wordOf(database)} is lost`
      : `${wordOf(resource)} serves on when one zone is lost`,
    why: database
      ? 'A zone is lost with the primary in it: the database fails over while a part of the servers is cut off.'
      : 'A zone is lost: what runs in the others serves on, and nobody is sent to the lost one.',
    faults: [
      ...databases.map((one, index) => ({
        name: index === 0 ? 'fail-over' : `fail-over-${index + 1}`,
        action: 'aws:rds:reboot-db-instances',
        targets: exactlyWith(scene, one, 'aws:rds:db', { availabilityZoneIdentifiers: name }),
        parameters: { forceFailover: 'true' },
      })),
      {
        name: 'cut-the-zone',
        action: 'aws:network:disrupt-connectivity',
        targets: subnetsIn(scene, name),
        parameters: { scope: 'all', duration: 'PT5M' },
      },
    ],
    measured: measure(scene, {
      ...{ resource, graceSeconds: database ? 55 : 30 },
    }),
    ...{ recoverWithin: 'PT10M', maxTargets: most, maxPercent: 100 },
    prediction: predictionOf(scene, tier, database),
    needs: [need, networkUnknown(scene, resource), ...needsOf(scene, tier)],
    answers: database ? ['REL 10', 'REL 11', 'REL 13'] : ['REL 10', 'REL 11', 'REL 2'],
    comments: {
      [`/faults/${databases.length}/targets`]: remark,
      ...(database && {
        '/faults/0/targets':
          'Only where the primary is in the zone: elsewhere the plan refuses, which is right.',
      }),
    },
  });
};

const networkUnknown = (scene: Scene, resource: Resource): Need | false =>
  needIf(
    scene.ofType('AWS::EC2::Subnet').length === 0,
    'must',
    `the network of ${resource.id} is not in this template, so what else is in that zone is not known here`,
    () => scene.where(resource),
    `${networkOf(scene) === undefined ? "put in the VPC's id, " : ''}look at the plan, and give its subnets the consent tag`,
  );

const predictionOf = (
  scene: Scene,
  { spread, resource, size }: Tier,
  database: Resource | undefined,
): Prediction => {
  const single = scene
    .ofType('AWS::RDS::DBInstance')
    .find(
      ({ properties }) =>
        knownBoolean(properties.MultiAZ) !== true &&
        properties.SourceDBInstanceIdentifier === undefined &&
        properties.DBClusterIdentifier === undefined,
    );
  if (spread.zones === 1)
    return { outcome: 'will fail', reason: `${wordOf(resource)} runs in one zone: with it goes everything` };
  if (size === 1)
    return {
      outcome: 'will fail',
      reason: `${wordOf(resource)} runs once: if it is in that zone, nobody serves`,
    };
  if (single)
    return {
      outcome: 'will fail',
      reason: `the database ${nameOf(single) ?? single.id} is in one zone (Multi-AZ is off): if it is that zone, nothing is stored or read`,
    };
  if (spread.zones === undefined)
    return { outcome: 'should hold', reason: `if its subnets lie in two zones or more: ${spread.why}` };
  if (database)
    return {
      outcome: 'should hold',
      reason:
        'after an outage of about as long as the failover takes; clients that keep a dead connection need far longer',
    };
  return { outcome: 'should hold', reason: `${wordOf(resource)} is spread over ${spread.zones} zones` };
};

const needsOf = (scene: Scene, { resource, spread, at }: Tier): readonly (Need | false)[] => [
  needIf(
    spread.zones === 1,
    'should',
    `${resource.id} is in one zone`,
    () => scene.where(resource, 'Properties', ...at),
    'give it subnets in two zones or more',
  ),
  needIf(
    scene.ofType('AWS::EC2::NatGateway').length === 1,
    'should',
    'there is one NAT gateway for all zones: with its zone goes the way out of every other',
    () => scene.where(scene.ofType('AWS::EC2::NatGateway')[0] ?? resource),
    'add a NAT gateway for each zone, with a route table of its own',
  ),
  ...frontsTo(scene, resource)
    .filter(({ kind }) => kind === 'nlb')
    .map(({ resource: balancer }) =>
      needIf(
        !JSON.stringify(balancer.properties.LoadBalancerAttributes ?? '').includes(
          'load_balancing.cross_zone.enabled',
        ),
        'should',
        `${balancer.id} does not balance across zones, so a zone with few healthy targets still gets its whole share`,
        () => scene.where(balancer),
        'add the attribute `load_balancing.cross_zone.enabled: true`, or know that it is meant so',
      ),
    ),
];
