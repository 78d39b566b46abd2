import type { RawMap } from '../../../documents/raw.ts';
import type { Bounds } from '../../../experiment.ts';
import type { AskedProbe, ProbeMaker } from '../activity.ts';
import { changed, type Draft, derived, type Refusal } from '../draft.ts';
import { booleanOf, wordOf, wordsOf } from '../values.ts';
import { placeOf } from './cloudwatch.ts';
import { boundsOf } from './tolerance.ts';

type Figure = { readonly metrics: RawMap; readonly expression?: string; readonly bounds: Bounds };

const anyFigure = (
  asked: AskedProbe,
  names: readonly string[],
  { metrics, expression, bounds }: Figure,
  about: string,
  fix?: string,
): Draft => ({
  part: { type: 'metric', ...(expression !== undefined && { expression }), metrics, period: 'PT1M', bounds },
  notes: [
    ...names.flatMap((name) =>
      asked.args[name] === undefined ? [] : [changed(placeOf(asked, name), ['metrics'], about, fix)],
    ),
    changed(asked.toleranceAt, ['bounds'], 'what it wants is a bound of the metric here'),
  ],
});

// What the fault takes is not there while it lasts; whether it comes back in time is what these can tell.
const patient = ({ part, notes }: Draft): Draft => ({
  part: { ...part, tolerance: { breaches: 5, of: 5 } },
  notes: [
    ...notes,
    derived(
      ['tolerance'],
      'Chaos Toolkit looks once the method is over, and a fault takes some of these away while it lasts; here five bad minutes in a row are a breach',
      'say for how long some may be missing',
    ),
  ],
});

const figure = (...given: Parameters<typeof anyFigure>): Draft => patient(anyFigure(...given));

const isTrue = (asked: AskedProbe, wanted: boolean): Refusal | undefined =>
  booleanOf(asked.tolerance) === wanted || asked.tolerance === undefined
    ? undefined
    : { why: `its tolerance is not ${wanted}, and that is what is healthy` };

const INSIGHTS = 'switch on Container Insights for the cluster, which publishes these metrics';

const ecsMetric = (asked: AskedProbe, metric: string) => ({
  ...{ namespace: 'ECS/ContainerInsights', metric, stat: 'Average' },
  dimensions: { ClusterName: wordOf(asked.args.cluster), ServiceName: wordOf(asked.args.service) },
});

/** `ecs.probes.are_all_desired_tasks_running`. */
export const tasksRunning: ProbeMaker = (asked) =>
  isTrue(asked, true) ??
  figure(
    asked,
    ['cluster', 'service'],
    {
      metrics: {
        desired: ecsMetric(asked, 'DesiredTaskCount'),
        running: ecsMetric(asked, 'RunningTaskCount'),
      },
      ...{ expression: 'desired - running', bounds: { max: 0 } },
    },
    'desired minus running tasks, from Container Insights',
    INSIGHTS,
  );

/** `ecs.probes.service_is_deploying`. */
export const notDeploying: ProbeMaker = (asked) =>
  isTrue(asked, false) ??
  figure(
    asked,
    ['cluster', 'service'],
    { metrics: { deployments: ecsMetric(asked, 'DeploymentCount') }, bounds: { max: 1 } },
    'the number of deployments, from Container Insights',
    INSIGHTS,
  );

const GROUP_METRICS = 'enable the group metrics of the Auto Scaling group';

const groupMetrics = (asked: AskedProbe, prefix: string, metric: string) => {
  const names = wordsOf(asked.args.asg_names);
  return names.map((AutoScalingGroupName, index) => ({
    id: `${prefix}${names.length === 1 ? '' : index + 1}`,
    query: { namespace: 'AWS/AutoScaling', metric, stat: 'Average', dimensions: { AutoScalingGroupName } },
  }));
};

const byId = (some: readonly { readonly id: string; readonly query: RawMap }[]) =>
  Object.fromEntries(some.map(({ id, query }) => [id, query]));

const sumOf = (some: readonly { readonly id: string }[]) => some.map(({ id }) => id).join(' + ');

const NO_GROUP: Refusal = {
  why: 'it finds its groups by tag, and a metric needs their names',
  instead: 'name the groups',
};

/** `asg.probes.desired_equals_healthy` and its waiting twin. */
export const groupHealthy: ProbeMaker = (asked) => {
  const [desired, inService] = [
    groupMetrics(asked, 'desired', 'GroupDesiredCapacity'),
    groupMetrics(asked, 'healthy', 'GroupInServiceInstances'),
  ];
  if (desired.length === 0) return NO_GROUP;
  const expression = `${sumOf(desired)} - (${sumOf(inService)})`.replace(/\((\w+)\)/, '$1');
  const metrics = byId([...desired, ...inService]);
  return (
    isTrue(asked, true) ??
    figure(
      asked,
      ['asg_names'],
      { metrics, expression, bounds: { max: 0 } },
      'desired minus healthy instances',
      GROUP_METRICS,
    )
  );
};

/** `asg.probes.instance_count_by_health`, where it counts the healthy ones. */
export const healthyCount: ProbeMaker = (asked) => {
  const healthy = groupMetrics(asked, 'healthy', 'GroupInServiceInstances');
  const bounds = boundsOf(asked.tolerance);
  if (healthy.length === 0) return NO_GROUP;
  if (booleanOf(asked.args.count_healthy) === false)
    return { why: 'it counts the unhealthy instances, which no metric of the group does' };
  if ('why' in bounds) return bounds;
  const what = { metrics: byId(healthy), expression: sumOf(healthy), bounds };
  return figure(asked, ['asg_names', 'count_healthy'], what, 'the instances in service', GROUP_METRICS);
};

/** `route53.probes.get_health_check_status`. */
export const healthCheck: ProbeMaker = (asked) => {
  const id = wordOf(asked.args.check_id);
  if (id === undefined) return { why: '`check_id` names no health check' };
  const dimensions = { HealthCheckId: id };
  const status = { namespace: 'AWS/Route53', metric: 'HealthCheckStatus', dimensions, stat: 'Minimum' };
  const what = { metrics: { status }, bounds: { min: 1 } };
  return anyFigure(
    asked,
    ['check_id'],
    what,
    'the status of the health check is a metric, 1 when it is healthy',
    'metrics of Route 53 are in us-east-1: run this experiment there',
  );
};
