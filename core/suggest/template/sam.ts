import { isMap, mapOf, type RawMap } from '../../documents/raw.ts';
import type { Resource } from './template.ts';
import { knownText, refTo } from './values.ts';

/** SAM's resources as those of CloudFormation they become; others as they are. */
export const fromSam = (resources: readonly Resource[], globals: RawMap): readonly Resource[] =>
  resources.flatMap((resource) => {
    const become = types.get(resource.type);
    return become ? become(withGlobals(resource, globals)) : [resource];
  });

type Become = (resource: Resource) => readonly Resource[];

const as =
  (type: string): Become =>
  (resource) => [{ ...resource, type }];

const toFunction: Become = (resource) => {
  const { DeadLetterQueue, Events, ...rest } = resource.properties;
  const target = mapOf(DeadLetterQueue).TargetArn;
  const properties = { ...rest, ...(target !== undefined && { DeadLetterConfig: { TargetArn: target } }) };
  const events = Object.entries(mapOf(Events)).flatMap(([name, event]) =>
    toEvent(resource, name, mapOf(event)),
  );
  return [{ ...resource, type: 'AWS::Lambda::Function', properties }, ...events, ...invokeConfig(resource)];
};

// The names that SAM gives: function and event together.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html
const toEvent = (owner: Resource, name: string, { Type, Properties }: RawMap): readonly Resource[] => {
  const kind = knownText(Type) ?? '';
  const properties = mapOf(Properties);
  const made = (type: string, more: RawMap): Resource => ({
    ...{ id: `${owner.id}${name}`, type, properties: more },
    path: [...owner.path, 'Properties', 'Events', name],
  });
  const source = sources.get(kind);
  if (source !== undefined) {
    const { [source]: EventSourceArn, ...rest } = properties;
    const mapping = { ...rest, EventSourceArn, FunctionName: refTo(owner.id) };
    return [made('AWS::Lambda::EventSourceMapping', mapping)];
  }
  const targets = {
    Targets: [
      { Id: name, Arn: refTo(owner.id, 'Arn'), ...only(properties, ['DeadLetterConfig', 'RetryPolicy']) },
    ],
  };
  if (kind === 'Schedule')
    return [
      made('AWS::Events::Rule', {
        ScheduleExpression: properties.Schedule,
        ...only(properties, ['State']),
        ...targets,
      }),
    ];
  if (kind === 'EventBridgeRule' || kind === 'CloudWatchEvent')
    return [
      made('AWS::Events::Rule', {
        EventPattern: properties.Pattern,
        ...only(properties, ['State', 'EventBusName']),
        ...targets,
      }),
    ];
  if (kind === 'Api' || kind === 'HttpApi') {
    const api = properties[kind === 'Api' ? 'RestApiId' : 'ApiId'];
    return [made('Firedrill::ApiRoute', { Api: api ?? null, Kind: kind, Function: refTo(owner.id) })];
  }
  return [];
};

const sources: ReadonlyMap<string, string> = new Map([
  ['SQS', 'Queue'],
  ['Kinesis', 'Stream'],
  ['DynamoDB', 'Stream'],
  ['MSK', 'Stream'],
]);

const only = (map: RawMap, names: readonly string[]): RawMap =>
  Object.fromEntries(names.filter((name) => map[name] !== undefined).map((name) => [name, map[name]]));

const invokeConfig = (owner: Resource): readonly Resource[] => {
  const { EventInvokeConfig: config } = owner.properties;
  if (!isMap(config)) return [];
  const properties = { ...config, FunctionName: refTo(owner.id) };
  const path = [...owner.path, 'Properties', 'EventInvokeConfig'];
  return [{ id: `${owner.id}EventInvokeConfig`, type: 'AWS::Lambda::EventInvokeConfig', properties, path }];
};

const types: ReadonlyMap<string, Become> = new Map([
  ['AWS::Serverless::Function', toFunction],
  ['AWS::Serverless::SimpleTable', as('AWS::DynamoDB::Table')],
  ['AWS::Serverless::Api', as('AWS::ApiGateway::RestApi')],
  ['AWS::Serverless::HttpApi', as('AWS::ApiGatewayV2::Api')],
  ['AWS::Serverless::StateMachine', as('AWS::StepFunctions::StateMachine')],
]);

const withGlobals = (resource: Resource, globals: RawMap): Resource => {
  const shared = mapOf(globals[resource.type.replace('AWS::Serverless::', '')]);
  return { ...resource, properties: merged(shared, resource.properties) };
};

// Lists are joined, maps are merged, and the resource's own word wins, as SAM does.
const merged = (shared: RawMap, own: RawMap): RawMap => ({
  ...shared,
  ...Object.fromEntries(
    Object.entries(own).map(([name, value]) => {
      const before = shared[name];
      if (Array.isArray(before) && Array.isArray(value)) return [name, [...before, ...value]];
      return [name, isMap(before) && isMap(value) ? merged(before, value) : value];
    }),
  ),
});
