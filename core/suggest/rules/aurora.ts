import { measure } from '../measure.ts';
import { propose } from '../propose.ts';
import { type Scene, wordOf } from '../scene.ts';
import type { Suggestion } from '../suggestion.ts';
import { exactly } from '../targets.ts';
import type { Resource } from '../template/template.ts';
import { knownText } from '../template/values.ts';
import { needIf, type Rule } from './rule.ts';

/** Database clusters: the writer fails over to a reader. */
export const aurora: Rule = (scene) =>
  scene
    .ofType('AWS::RDS::DBCluster')
    // The first generation of Serverless has no members that FIS could fail over.
    .filter(({ properties }) => properties.EngineMode !== 'serverless')
    .map((cluster) => writerFailsOver(scene, cluster));

const writerFailsOver = (scene: Scene, cluster: Resource): Suggestion => {
  const word = wordOf(cluster);
  const members = membersOf(scene, cluster);
  const alone = members === 1;
  return propose(scene, {
    ...{ system: 'aurora', event: 'failover', hit: [cluster] },
    title: `Users are served again within a minute when the writer of ${word} fails over`,
    why: `The writer of ${word} will be lost one day. A reader takes over, and clients must find it.`,
    faults: [
      {
        name: 'fail-over',
        action: 'aws:rds:failover-db-cluster',
        targets: exactly(scene, cluster, 'aws:rds:cluster'),
      },
    ],
    measured: measure(scene, { resource: cluster, graceSeconds: 45 }),
    ...{ recoverWithin: 'PT5M', maxTargets: 1, maxPercent: 100 },
    prediction: alone
      ? {
          outcome: 'will fail',
          reason: `${word} has one instance: there is no reader to fail over to, and Aurora makes a new writer in about ten minutes`,
        }
      : {
          outcome: 'should hold',
          reason: `a reader is promoted within about half a minute${members === undefined ? ', if there is one' : ''}, if clients use the cluster endpoint and notice dead connections`,
        },
    needs: [
      needIf(
        alone,
        'should',
        `${cluster.id} has a single instance: this will fail, as there is no reader`,
        () => scene.where(cluster),
        'add a second `AWS::RDS::DBInstance` to the cluster, in another zone',
      ),
    ],
    answers: ['REL 11', 'REL 10', 'REL 5'],
  });
};

// Undefined where they are made elsewhere; a Multi-AZ cluster that is not Aurora's makes its own three.
const membersOf = (scene: Scene, cluster: Resource): number | undefined => {
  if (!(knownText(cluster.properties.Engine) ?? 'aurora').startsWith('aurora')) return 3;
  const members = scene
    .referrers(cluster.id, 'AWS::RDS::DBInstance')
    .filter(({ properties }) => scene.named(properties.DBClusterIdentifier).includes(cluster));
  return members.length > 0 ? members.length : undefined;
};
