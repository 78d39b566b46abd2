import { mapOf } from '../../documents/raw.ts';
import { measure } from '../measure.ts';
import { propose } from '../propose.ts';
import { fill, nameOf, type Scene, wordOf } from '../scene.ts';
import type { Need, Suggestion } from '../suggestion.ts';
import { exactly } from '../targets.ts';
import type { Resource } from '../template/template.ts';
import { knownNumber } from '../template/values.ts';
import { needIf, type Rule } from './rule.ts';

/** Managed node groups: a part of their nodes is terminated. Clusters: a pod is deleted. */
export const eks: Rule = (scene) => [
  ...scene.ofType('AWS::EKS::Nodegroup').map((group) => nodesLost(scene, group)),
  ...scene
    .ofType('AWS::EKS::Cluster', 'Custom::AWSCDK-EKS-Cluster')
    .map((cluster) => podDeleted(scene, cluster)),
];

const nodesLost = (scene: Scene, group: Resource): Suggestion => {
  const word = wordOf(group);
  const { DesiredSize, MinSize } = mapOf(group.properties.ScalingConfig);
  const size = knownNumber(DesiredSize) ?? knownNumber(MinSize);
  // FIS rounds down, and none is an error.
  const share = size === undefined || size < 2 ? 50 : Math.ceil(100 / size);
  const [cluster] = scene.named(group.properties.ClusterName, 'AWS::EKS::Cluster');
  return propose(scene, {
    ...{ system: 'eks', event: 'node-lost', hit: [group], about: cluster ? [cluster] : [] },
    title: `Users notice nothing when a node of ${word} is lost`,
    why: `Nodes of ${word} are lost and replaced all year. Pods move to others, if there is room and more than one of each.`,
    faults: [
      {
        name: 'lose-nodes',
        action: 'aws:eks:terminate-nodegroup-instances',
        targets: exactly(scene, group, 'aws:eks:nodegroup'),
        parameters: { instanceTerminationPercentage: String(share) },
      },
    ],
    measured: measure(scene, {
      ...{ resource: group, graceSeconds: 10 },
      least: Math.max(1, (size ?? 2) - 1),
    }),
    ...{ recoverWithin: 'PT10M', maxTargets: 1, maxPercent: 100 },
    prediction:
      size !== undefined && size < 2
        ? { outcome: 'will fail', reason: `${word} has one node: its pods wait until another has started` }
        : {
            outcome: 'should hold',
            reason:
              'if every workload has two replicas on different nodes, and the rest has room; the template cannot say that',
          },
    needs: [
      needIf(
        size !== undefined && size < 2,
        'should',
        `${group.id} has a single node: there is none to take over`,
        () => scene.where(group, 'Properties', 'ScalingConfig'),
        'write `DesiredSize: 2` or more',
      ),
    ],
    answers: ['REL 11', 'REL 7', 'REL 10'],
  });
};

const podDeleted = (scene: Scene, cluster: Resource): Suggestion => {
  const word = wordOf(cluster);
  const name = nameOf(cluster);
  return propose(scene, {
    ...{ system: 'eks', event: 'pod-deleted', hit: [cluster] },
    title: `Users notice nothing when one pod on ${word} is deleted`,
    why: `Pods come and go. One that is deleted is replaced by its controller, and the others serve meanwhile.`,
    faults: [
      {
        name: 'delete-one',
        action: 'aws:eks:pod-delete',
        targets: {
          resourceType: 'aws:eks:pod',
          parameters: {
            clusterIdentifier: name ?? fill(`name of ${cluster.id}`),
            namespace: 'default',
            selectorType: 'labelSelector',
            selectorValue: 'app=FILL-IN',
          },
          select: 'COUNT(1)',
        },
        parameters: { kubernetesServiceAccount: 'firedrill' },
      },
    ],
    measured: measure(scene, { resource: cluster, graceSeconds: 5 }),
    ...{ recoverWithin: 'PT3M', maxTargets: 1, maxPercent: 50 },
    prediction: {
      outcome: 'should hold',
      reason: 'if its deployment has two replicas or more; the template does not have them',
    },
    needs: podNeeds(scene, cluster),
    answers: ['REL 11'],
    comments: { '/faults/0/targets': 'Which pods? Put in their namespace and label.' },
  });
};

const podNeeds = (scene: Scene, cluster: Resource): readonly Need[] => [
  {
    what: 'the template does not know the pods of the cluster',
    severity: 'must',
    where: scene.where(cluster),
    fix: 'put in namespace and label of a workload with two replicas or more',
  },
  {
    what: 'FIS needs a service account in the cluster, with a role that lets it delete pods, and access for the role of the experiment',
    severity: 'must',
    where: scene.where(cluster),
    fix: 'apply the RBAC of the library (`experiments/eks`), and add an `AWS::EKS::AccessEntry`',
  },
];
