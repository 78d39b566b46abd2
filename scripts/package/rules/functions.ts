import { reserved, safetyFunctions, safetyResources } from '../frozen.ts';
import {
  at,
  type Json,
  listOf,
  ofType,
  type Resource,
  type Rule,
  referredIn,
  type Template,
} from '../template.ts';

const functions = (template: Template): readonly (readonly [string, Resource])[] =>
  ofType(template, 'AWS::Lambda::Function');

/** Time and memory of every function were thought about, and what it does is traced and logged. */
export const functionsBounded: Rule = (template) =>
  functions(template).flatMap(([id, { Properties }]) => [
    ...(Number(at(Properties, 'Timeout') ?? 0) > 0 ? [] : [`${id} has no timeout`]),
    ...(Number(at(Properties, 'MemorySize') ?? 0) > 0 ? [] : [`${id} has no memory size`]),
    ...(at(Properties, 'TracingConfig', 'Mode') === 'Active' ? [] : [`${id} is not traced`]),
    ...(id.replace(/LambdaFunction$/, 'LogGroup') in template.Resources ? [] : [`${id} has no log group`]),
  ]);

/** No two functions share a role: what one needs is not what another may do. */
export const rolesApart: Rule = (template) => {
  const roles = functions(template).map(
    ([id, { Properties }]) => [id, referredIn(at(Properties, 'Role'))[0]] as const,
  );
  return roles.flatMap(([id, role]) => {
    const others = roles.filter(([other, same]) => other !== id && same === role);
    return role === undefined || others.length > 0 ? [`${id} has no role of its own`] : [];
  });
};

/** What nobody waits for leaves a trace when it fails: its event goes to the dead letters. */
export const failuresKept: Rule = (template) => {
  const called = new Set([
    ...ofType(template, 'AWS::Events::Rule').flatMap(([, { Properties }]) =>
      referredIn(at(Properties, 'Targets')),
    ),
    ...ofType(template, 'AWS::Scheduler::Schedule').flatMap(([, { Properties }]) =>
      referredIn(at(Properties, 'Target', 'Arn')),
    ),
    // By schedules that are made at run time, and by other functions.
    'DeadDashmanLambdaFunction',
    'SlackDashworkLambdaFunction',
    'WatchDashhttpLambdaFunction',
  ]);
  const kept = [...ofType(template, 'AWS::Lambda::EventInvokeConfig')]
    .filter(
      ([, { Properties }]) => at(Properties, 'DestinationConfig', 'OnFailure', 'Destination') !== undefined,
    )
    .flatMap(([, { Properties }]) => referredIn(at(Properties, 'FunctionName')));
  return [
    ...functions(template)
      .filter(([id]) => called.has(id) && !kept.includes(id))
      .map(([id]) => `${id} is called by events, and what it fails at is lost`),
    ...ofType(template, 'AWS::Lambda::EventSourceMapping')
      .filter(
        ([, { Properties }]) => at(Properties, 'DestinationConfig', 'OnFailure', 'Destination') === undefined,
      )
      .map(([id]) => `${id} loses what its function fails at`),
  ];
};

/** What stops and undoes never waits for concurrency, unless --param reserveConcurrency=off. */
export const concurrencyReserved: Rule = ({ Resources }) =>
  reserved.flatMap((id) =>
    Number(at(Resources[id], 'Properties', 'ReservedConcurrentExecutions', 'Fn::If', 1) ?? 0) > 0
      ? []
      : [`${id} has no concurrency of its own`],
  );

/** No safety function is removed, renamed, or made conditional. */
export const safetyKept: Rule = ({ Resources }) => [
  ...Object.entries(safetyFunctions).flatMap(([id, name]) => {
    const deployed = String(at(Resources[id], 'Properties', 'FunctionName') ?? '');
    return deployed.startsWith('firedrill-') && deployed.endsWith(`-${name}`)
      ? []
      : [`${id} must be there, as the function ${name}: what is under way calls it`];
  }),
  ...Object.entries(safetyResources).flatMap(([id, type]) =>
    Resources[id]?.Type === type && Resources[id].Condition === undefined
      ? []
      : [`${id} must be there, as ${type}: the way home leads through it`],
  ),
];

/** Whoever may call a function is told apart: not all rules and buckets of all accounts. */
export const callersNamed: Rule = (template) =>
  ofType(template, 'AWS::Lambda::Permission').flatMap(([id, { Properties }]) =>
    at(Properties, 'SourceArn') !== undefined && accountNamed(Properties) ? [] : [`${id} names no source`],
  );

// ARNs of some services have their account in them, of others (buckets) they have none.
const accountNamed = (properties: Json | undefined): boolean =>
  at(properties, 'SourceAccount') !== undefined ||
  /\$\{AWS::AccountId\}/.test(JSON.stringify(at(properties, 'SourceArn')));

// Slack signs the body, which no authorizer sees: its function verifies that itself.
const verifiesItself = /^POST \/v1\/slack\/(commands|interactions)$/;

/** Every route asks who is there, but for those of Slack, whose function does. */
export const routesAuthorised: Rule = (template) =>
  ofType(template, 'AWS::ApiGatewayV2::Route').flatMap(([id, { Properties }]) =>
    eitherOf(at(Properties, 'AuthorizationType')).every((type) => authorised.has(type)) ||
    (verifiesItself.test(String(at(Properties, 'RouteKey'))) &&
      referredIn(at(Properties, 'Target')).includes('SlackIntegration'))
      ? []
      : [`${id} is open to all`],
  );

const authorised = new Set(['AWS_IAM', 'JWT', 'CUSTOM']);

// What stands there, whichever way a condition goes.
const eitherOf = (value: Json | undefined): readonly string[] => {
  const either = at(value, 'Fn::If');
  return either === undefined ? [String(value)] : listOf(either).slice(1).flatMap(eitherOf);
};

/** One generation of runtimes. */
export const runtimeCurrent: Rule = (template) =>
  functions(template).flatMap(([id, { Properties }]) =>
    at(Properties, 'Runtime') === 'nodejs24.x' && listOf(at(Properties, 'Architectures'))[0] === 'arm64'
      ? []
      : [`${id} is not on Node 24, arm64`],
  );
