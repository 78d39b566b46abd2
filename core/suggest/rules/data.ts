import { listOf, mapOf } from '../../documents/raw.ts';
import { measure } from '../measure.ts';
import { propose } from '../propose.ts';
import { nameOf, type Scene, wordOf } from '../scene.ts';
import type { Need, Suggestion } from '../suggestion.ts';
import { exactly, exactlyWith } from '../targets.ts';
import type { Resource } from '../template/template.ts';
import { knownBoolean, knownNumber } from '../template/values.ts';
import { needIf, type Rule, zoneFor } from './rule.ts';

/** Global tables: their replicas are no longer told of changes. */
export const globalTables: Rule = (scene) =>
  scene
    .ofType('AWS::DynamoDB::GlobalTable')
    .filter(({ properties }) => listOf(properties.Replicas).length > 1)
    .map((table) => replicationPauses(scene, table));

const replicationPauses = (scene: Scene, table: Resource): Suggestion => {
  const word = wordOf(table);
  return propose(scene, {
    ...{ system: 'dynamodb', event: 'replication-pauses', hit: [table] },
    title: `Each Region serves on its own when ${word} does not replicate for ten minutes`,
    why: `When Regions cannot reach each other, each must serve with what it has, and catch up without losing a write that matters.`,
    faults: [
      {
        name: 'pause-replication',
        action: 'aws:dynamodb:global-table-pause-replication',
        targets: exactly(scene, table, 'aws:dynamodb:global-table'),
        parameters: { duration: 'PT10M' },
      },
    ],
    measured: measure(scene, { resource: table, graceSeconds: 5 }),
    ...{ recoverWithin: 'PT15M', maxTargets: 1, maxPercent: 100 },
    prediction: {
      outcome: 'should hold',
      reason:
        'a Region reads and writes its own replica; what differs between them meanwhile goes to the last writer',
    },
    needs: [pitr(scene, table)],
    answers: ['REL 13', 'REL 10', 'REL 9'],
  });
};

/** What a table lacks to be restored to a moment before a mistake. */
export const pitr = (scene: Scene, table: Resource): Need | false => {
  const { PointInTimeRecoverySpecification: own, Replicas } = table.properties;
  const all =
    Replicas === undefined
      ? [own]
      : listOf(Replicas).map((one) => mapOf(one).PointInTimeRecoverySpecification);
  return needIf(
    !all.some((one) => knownBoolean(mapOf(one).PointInTimeRecoveryEnabled) === true),
    'should',
    `${table.id} has no point-in-time recovery`,
    () => scene.where(table),
    'write `PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true }`',
  );
};

/** Replication groups: their nodes in one zone lose power. */
export const elastiCache: Rule = (scene) =>
  scene.ofType('AWS::ElastiCache::ReplicationGroup').map((group) => zoneLosesPower(scene, group));

const zoneLosesPower = (scene: Scene, group: Resource): Suggestion => {
  const word = wordOf(group);
  const { AutomaticFailoverEnabled, MultiAZEnabled, NumCacheClusters, ReplicasPerNodeGroup } =
    group.properties;
  const replicas = knownNumber(ReplicasPerNodeGroup) ?? (knownNumber(NumCacheClusters) ?? 1) - 1;
  const failsOver = knownBoolean(AutomaticFailoverEnabled) === true && replicas > 0;
  const { zone, need, remark } = zoneFor(scene, () => scene.where(group));
  return propose(scene, {
    ...{ system: 'elasticache', event: 'zone-without-power', hit: [group] },
    title: `Users are served within half a minute when the nodes of ${word} in one zone lose power`,
    why: `A cache that is gone sends everyone to the database. A replica should take over before that hurts.`,
    faults: [
      {
        name: 'interrupt-power',
        action: 'aws:elasticache:replicationgroup-interrupt-az-power',
        targets: exactlyWith(scene, group, 'aws:elasticache:replicationgroup', {
          availabilityZoneIdentifier: zone,
        }),
        parameters: { duration: 'PT5M' },
      },
    ],
    measured: measure(scene, { resource: group, graceSeconds: 30 }),
    ...{ recoverWithin: 'PT5M', maxTargets: 1, maxPercent: 100 },
    prediction: failsOver
      ? {
          outcome: 'should hold',
          reason: 'a replica is promoted within about half a minute, if clients use the primary endpoint',
        }
      : {
          outcome: 'will fail',
          reason: `${replicas > 0 ? 'automatic failover is off' : `${word} has no replica`}: nothing takes over from the primary`,
        },
    needs: [
      need,
      needIf(
        replicas < 1,
        'should',
        `${group.id} has no replica: this will fail, as there is nothing to fail over to`,
        () => scene.where(group),
        'write `NumCacheClusters: 2` or more (`ReplicasPerNodeGroup: 1`, with several shards)',
      ),
      needIf(
        replicas > 0 && !failsOver,
        'should',
        `automatic failover is off on ${group.id}`,
        () => scene.where(group, 'Properties', 'AutomaticFailoverEnabled'),
        'write `AutomaticFailoverEnabled: true`',
      ),
      needIf(
        replicas > 0 && knownBoolean(MultiAZEnabled) !== true,
        'should',
        `Multi-AZ is off on ${group.id}: primary and replica may be in one zone`,
        () => scene.where(group, 'Properties', 'MultiAZEnabled'),
        'write `MultiAZEnabled: true`',
      ),
    ],
    answers: ['REL 11', 'REL 10', 'REL 5'],
    comments: { '/faults/0/targets': remark },
  });
};

/** What is to be said of tables that no fault of AWS's own reaches. */
export const tableNotes = (scene: Scene): readonly string[] =>
  scene.ofType('AWS::DynamoDB::Table').flatMap((table) => {
    const need = pitr(scene, table);
    return need ? [`${nameOf(table) ?? table.id}: ${need.what} (REL 9); ${need.fix}`] : [];
  });
