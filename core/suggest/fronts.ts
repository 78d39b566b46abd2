import type { Scene } from './scene.ts';
import type { Resource } from './template/template.ts';

/** What users reach a workload through. */
export type Front = {
  readonly kind: 'alb' | 'nlb' | 'classic' | 'rest-api' | 'http-api';
  readonly resource: Resource;
  /** Itself, and what metrics name in its place: target groups and listeners. */
  readonly parts: readonly Resource[];
};

const LB = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const GROUP = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const RULE = 'AWS::ElasticLoadBalancingV2::ListenerRule';
const CLASSIC = 'AWS::ElasticLoadBalancing::LoadBalancer';
const REST = 'AWS::ApiGateway::RestApi';
const HTTP = 'AWS::ApiGatewayV2::Api';

/** The fronts that lead to a resource. */
export const frontsTo = (scene: Scene, resource: Resource): readonly Front[] => {
  const { id, properties } = resource;
  const groups = unique([...scene.named(properties, GROUP), ...scene.referrers(id, GROUP)]);
  const classics = unique([...scene.named(properties, CLASSIC), ...scene.referrers(id, CLASSIC)]);
  const balancers = unique(groups.flatMap((group) => balancersOf(scene, group)));
  const routes = scene.referrers(
    id,
    ...['AWS::ApiGateway::Method', 'AWS::ApiGatewayV2::Integration', 'Firedrill::ApiRoute', REST, HTTP],
  );
  const apis = unique(
    routes.flatMap((route) =>
      route.type === REST || route.type === HTTP ? [route] : scene.named(route.properties, REST, HTTP),
    ),
  );
  return [...balancers, ...classics, ...apis].flatMap((front) => frontOf(scene, front) ?? []);
};

/** Every front of a stack, those that users reach from outside first. */
export const allFronts = (scene: Scene): readonly Front[] =>
  scene
    .ofType(LB, CLASSIC, REST, HTTP)
    .toSorted((a, b) => Number(isInternal(a)) - Number(isInternal(b)))
    .flatMap((front) => frontOf(scene, front) ?? []);

/** The target groups behind a front. */
export const groupsOf = ({ parts }: Front): readonly Resource[] => parts.filter(({ type }) => type === GROUP);

const isInternal = ({ properties }: Resource) => properties.Scheme === 'internal';

const balancersOf = (scene: Scene, group: Resource): readonly Resource[] =>
  scene
    .referrers(group.id, LISTENER, RULE)
    .flatMap((one) => (one.type === LISTENER ? [one] : scene.named(one.properties.ListenerArn, LISTENER)))
    .flatMap((listener) => scene.named(listener.properties.LoadBalancerArn, LB));

const frontOf = (scene: Scene, resource: Resource): Front | undefined => {
  const kind = kindOf(resource);
  if (kind === undefined) return undefined;
  const listeners = resource.type === LB ? scene.referrers(resource.id, LISTENER) : [];
  const rules = listeners.flatMap(({ id }) => scene.referrers(id, RULE));
  const groups = [...listeners, ...rules].flatMap(({ properties }) => scene.named(properties, GROUP));
  return { kind, resource, parts: unique([resource, ...groups, ...listeners]) };
};

const kindOf = ({ type, properties }: Resource): Front['kind'] | undefined => {
  if (type === CLASSIC) return 'classic';
  if (type === REST) return 'rest-api';
  if (type === HTTP) return properties.ProtocolType === 'WEBSOCKET' ? undefined : 'http-api';
  if (properties.Type === 'gateway') return undefined;
  return properties.Type === 'network' ? 'nlb' : 'alb';
};

const unique = <Item>(items: readonly Item[]): readonly Item[] => [...new Set(items)];
