import type { RawMap } from '../../documents/raw.ts';
import { measure } from '../measure.ts';
import { clusterOf } from '../own-metrics.ts';
import { propose } from '../propose.ts';
import { fill, nameOf, type Scene, wordOf } from '../scene.ts';
import type { Need, Prediction, Suggestion } from '../suggestion.ts';
import type { Resource } from '../template/template.ts';
import { knownNumber, whyUnknown } from '../template/values.ts';
import { needIf, type Rule } from './rule.ts';

/** Tasks of services: one stops. */
export const ecs: Rule = (scene) =>
  scene
    .ofType('AWS::ECS::Service')
    .filter(({ properties }) => properties.SchedulingStrategy !== 'DAEMON')
    .map((service) => taskStops(scene, service));

const taskStops = (scene: Scene, service: Resource): Suggestion => {
  const word = wordOf(service);
  const { DesiredCount } = service.properties;
  // CloudFormation starts one where none is given.
  const count = DesiredCount === undefined ? 1 : knownNumber(DesiredCount);
  const { targets, missing } = tasksOf(scene, service);
  return propose(scene, {
    ...{ system: 'ecs', event: 'one-task-stops', hit: [service] },
    title: `Users notice nothing when one task of ${word} stops`,
    why: `Tasks of ${word} stop with every deployment and every host. The others serve, and the service starts another.`,
    faults: [{ name: 'stop-one', action: 'aws:ecs:stop-task', targets }],
    measured: measure(scene, {
      ...{ resource: service, graceSeconds: 10 },
      least: Math.max(1, (count ?? 2) - 1),
    }),
    ...{
      recoverWithin: 'PT5M',
      maxTargets: 1,
      maxPercent: count === undefined ? 50 : Math.ceil(100 / Math.max(count, 1)),
    },
    prediction: predictionOf(count, word, whyUnknown(DesiredCount)),
    needs: [missing, ...needsOf(scene, service, count)],
    answers: ['REL 11', 'REL 7', 'REL 6'],
  });
};

const tasksOf = (scene: Scene, service: Resource): { targets: RawMap; missing: Need | false } => {
  const [cluster] = scene.named(service.properties.Cluster, 'AWS::ECS::Cluster');
  const clusterName = clusterOf(scene, service);
  const serviceName = nameOf(service);
  const parameters = {
    cluster: clusterName ?? fill(`name of ${cluster?.id ?? 'the cluster'}`),
    service: serviceName ?? fill(`name of ${service.id}`),
  };
  return {
    targets: { resourceType: 'aws:ecs:task', parameters, select: 'COUNT(1)' },
    missing: needIf(
      clusterName === undefined || serviceName === undefined,
      'must',
      `AWS makes the name of ${serviceName === undefined ? service.id : (cluster?.id ?? 'the cluster')}, and FIS finds tasks by it`,
      () => scene.where(service),
      'put it in after the deployment, or write `ServiceName` and `ClusterName`',
    ),
  };
};

const predictionOf = (count: number | undefined, word: string, why?: string): Prediction => {
  if (count === undefined)
    return {
      outcome: 'should hold',
      reason: `with two tasks or more (${why ?? 'their number is left open'})`,
    };
  return count >= 2
    ? {
        outcome: 'should hold',
        reason: `${count - 1} of ${count} tasks serve on, and the service starts another`,
      }
    : {
        outcome: 'will fail',
        reason: `${word} has one task: until another has started and is healthy, nobody serves`,
      };
};

const needsOf = (scene: Scene, service: Resource, count: number | undefined): readonly (Need | false)[] => [
  needIf(
    count !== undefined && count < 2,
    'should',
    `${service.id} has ${count === 0 ? 'no task' : 'a single task'}: there is none to take over`,
    () => scene.where(service, 'Properties', 'DesiredCount'),
    'write `DesiredCount: 2` or more, over two zones',
  ),
  needIf(
    service.properties.LoadBalancers === undefined &&
      !JSON.stringify(
        scene.named(service.properties.TaskDefinition).map(({ properties }) => properties),
      ).includes('HealthCheck'),
    'should',
    `nothing checks whether the tasks of ${service.id} are healthy`,
    () => scene.where(service),
    'add a `HealthCheck` to its container, or a load balancer',
  ),
  needIf(
    scene.referrers(service.id, 'AWS::ApplicationAutoScaling::ScalableTarget').length === 0,
    'should',
    `${service.id} has no autoscaling: what is left gets no help but the replacement`,
    () => scene.where(service),
    'add an `AWS::ApplicationAutoScaling::ScalableTarget` and a policy',
  ),
];
