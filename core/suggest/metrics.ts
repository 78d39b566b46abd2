import type { RawMap } from '../documents/raw.ts';
import { type Front, groupsOf } from './fronts.ts';
import { fill, nameOf, ownName } from './scene.ts';
import type { Resource } from './template/template.ts';

/** A metric probe, and whether something in it has to be filled in. */
export type MetricDraft = { readonly probe: RawMap; readonly unknown?: string };

/** What a share of failed requests is measured from. */
type Share = {
  readonly namespace: string;
  readonly failed: readonly string[];
  readonly all: string;
  readonly dimensions: RawMap;
};

/** How many of a hundred requests may fail before an experiment is stopped. */
const MOST_PERCENT = 5;

/** The share of requests to a front that fail. */
export const failuresAt = ({ kind, resource, parts }: Front): MetricDraft => {
  const name = dimensionOf(resource);
  const draft = (share: Omit<Share, 'dimensions'>, dimension: string) => ({
    probe: shareProbe({
      ...share,
      dimensions: { [dimension]: name ?? fill(`${dimension} of ${resource.id}`) },
    }),
    ...(name === undefined && { unknown: `the dimension ${dimension} of ${resource.id}, which AWS makes` }),
  });
  if (kind === 'alb') return draft(alb, 'LoadBalancer');
  if (kind === 'classic') return draft(classic, 'LoadBalancerName');
  if (kind === 'rest-api') return draft(restApi, 'ApiName');
  if (kind === 'http-api') return draft(httpApi, 'ApiId');
  return healthyHosts(resource, groupsOf({ kind, resource, parts })[0]);
};

const alb = {
  namespace: 'AWS/ApplicationELB',
  failed: ['HTTPCode_ELB_5XX_Count', 'HTTPCode_Target_5XX_Count'],
  all: 'RequestCount',
};
const classic = {
  namespace: 'AWS/ELB',
  failed: ['HTTPCode_ELB_5XX', 'HTTPCode_Backend_5XX'],
  all: 'RequestCount',
};
const restApi = { namespace: 'AWS/ApiGateway', failed: ['5XXError'], all: 'Count' };
const httpApi = { namespace: 'AWS/ApiGateway', failed: ['5xx'], all: 'Count' };

/** The share of a function's invocations that fail. */
export const failuresOf = (fn: Resource): MetricDraft => {
  const FunctionName = nameOf(fn);
  const dimensions = { FunctionName: FunctionName ?? fill(`name of ${fn.id}`) };
  return {
    probe: shareProbe({ namespace: 'AWS/Lambda', failed: ['Errors'], all: 'Invocations', dimensions }),
    ...(FunctionName === undefined && { unknown: `the name of ${fn.id}, which AWS makes` }),
  };
};

const shareProbe = ({ namespace, failed, all, dimensions }: Share): RawMap => {
  const ids = failed.map((_, index) => `failed${index + 1}`);
  return {
    name: 'failed-percent',
    type: 'metric',
    expression: `100 * (${ids.map((id) => `FILL(${id}, 0)`).join(' + ')}) / requests`,
    metrics: Object.fromEntries([
      ...failed.map((metric, index) => [ids[index], { namespace, metric, dimensions, stat: 'Sum' }]),
      ['requests', { namespace, metric: all, dimensions, stat: 'Sum' }],
    ]),
    period: 'PT1M',
    bounds: { max: MOST_PERCENT },
    tolerance: { breaches: 2, of: 3 },
  };
};

const healthyHosts = (balancer: Resource, group: Resource | undefined): MetricDraft => {
  const [lb, tg] = [dimensionOf(balancer), group && dimensionOf(group)];
  const dimensions = {
    LoadBalancer: lb ?? fill(`LoadBalancer of ${balancer.id}`),
    TargetGroup: tg ?? fill(`TargetGroup of ${group?.id ?? 'its targets'}`),
  };
  const namespace = 'AWS/NetworkELB';
  const reading = { namespace, metric: 'HealthyHostCount', dimensions, stat: 'Minimum' };
  return {
    probe: {
      ...{ name: 'healthy-hosts', type: 'metric', metrics: { reading } },
      ...{ period: 'PT1M', bounds: { min: 1 }, tolerance: { breaches: 2, of: 3 } },
    },
    ...((lb === undefined || tg === undefined) && {
      unknown: `dimensions of ${balancer.id}, which AWS makes`,
    }),
  };
};

// A load balancer's dimension is the end of its ARN; it holds a hash even where the template names it.
const dimensionOf = (resource: Resource): string | undefined => {
  const { type, physicalId } = resource;
  if (type === 'AWS::ElasticLoadBalancingV2::LoadBalancer')
    return /loadbalancer\/(.+)$/.exec(physicalId ?? '')?.[1];
  if (type === 'AWS::ElasticLoadBalancingV2::TargetGroup')
    return /(targetgroup\/.+)$/.exec(physicalId ?? '')?.[1];
  // REST APIs are measured under their name, which is not what CloudFormation knows them by.
  if (type === 'AWS::ApiGateway::RestApi') return ownName(resource);
  return nameOf(resource);
};
