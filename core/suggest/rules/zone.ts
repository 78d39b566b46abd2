import { frontsTo } from '../fronts.ts';
import { measure } from '../measure.ts';
import { propose } from '../propose.ts';
import { nameOf, type Scene, wordOf } from '../scene.ts';
import type { Need, Prediction, Suggestion } from '../suggestion.ts';
import { exactlyWith, networkOf, subnetsIn } from '../targets.ts';
import type { Resource } from '../template/template.ts';
import { hasStandby, isPrimary } from './databases.ts';
import { needIf, type Rule, zoneFor } from './rule.ts';
import { type Tier, tiersOf } from './tiers.ts';

/** A whole zone is lost for what runs in the subnets of the stack; and with the primary of its database in it. */
export const zone: Rule = (scene) => {
  const [tier] = tiersOf(scene);
  if (tier === undefined) return [];
  const databases = scene.ofType('AWS::RDS::DBInstance').filter((one) => isPrimary(one) && hasStandby(one));
  return [zoneLost(scene, tier, []), ...(databases.length > 0 ? [zoneLost(scene, tier, databases)] : [])];
};

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
    measured: measure(scene, { resource, graceSeconds: database ? 55 : 30 }),
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
    .find((one) => isPrimary(one) && hasStandby(one) === false);
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
