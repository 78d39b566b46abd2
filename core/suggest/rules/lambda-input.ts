import { mapOf } from '../../documents/raw.ts';
import { type Scene, wordOf } from '../scene.ts';
import type { Resource } from '../template/template.ts';
import { knownText } from '../template/values.ts';

/** How a function comes to its work, and what becomes of work that it does not do. */
export type LambdaInput = {
  readonly kind: 'sync' | 'async' | 'queue' | 'stream';
  readonly sources: readonly Resource[];
  /** Who calls it, to begin a sentence with. */
  readonly caller: string;
  readonly withoutDeadLetter: string;
};

const MAPPING = 'AWS::Lambda::EventSourceMapping';

/** The way in which a template has a function invoked; undefined where nothing in it does. */
export const inputOf = (scene: Scene, fn: Resource): LambdaInput | undefined => {
  const mappings = mappingsOf(scene, fn);
  const sources = mappings.flatMap(({ properties }) => scene.named(properties.EventSourceArn));
  if (sources.some(({ type }) => type === 'AWS::SQS::Queue'))
    return {
      ...{ kind: 'queue', sources, caller: 'Its queue' },
      withoutDeadLetter: 'a message that always fails is tried until it expires, and then it is gone',
    };
  if (mappings.length > 0)
    return {
      ...{ kind: 'stream', sources, caller: 'Its stream' },
      withoutDeadLetter: 'records that fail hold up their shard until they expire, and then they are gone',
    };
  const asynchronous = scene.referrers(fn.id, ...ASYNCHRONOUS);
  if (asynchronous.length > 0)
    return {
      ...{ kind: 'async', sources: asynchronous, caller: 'Lambda' },
      withoutDeadLetter: 'after two more attempts the event is gone, and nobody is told',
    };
  const synchronous = scene.referrers(fn.id, ...SYNCHRONOUS);
  if (synchronous.length === 0) return byPermission(scene, fn);
  const caller = `${wordOf(synchronous[0] ?? fn)}`;
  return { kind: 'sync', sources: synchronous, caller, withoutDeadLetter: '' };
};

// Who may call a function calls it: what the CDK wires by itself, or another stack, shows only there.
const byPermission = (scene: Scene, fn: Resource): LambdaInput | undefined => {
  const callers = scene
    .referrers(fn.id, 'AWS::Lambda::Permission')
    .flatMap(({ properties }) => knownText(properties.Principal) ?? []);
  if (callers.some((caller) => /^(s3|sns|events|scheduler|iot|logs|ses)\./.test(caller)))
    return {
      ...{ kind: 'async', sources: [], caller: 'Lambda' },
      withoutDeadLetter: 'after two more attempts the event is gone, and nobody is told',
    };
  const [caller] = callers;
  if (caller === undefined) return undefined;
  return { kind: 'sync', sources: [], caller, withoutDeadLetter: '' };
};

/** The event source mappings of a function. */
export const mappingsOf = (scene: Scene, fn: Resource): readonly Resource[] =>
  scene
    .ofType(MAPPING)
    .filter(({ properties }) => scene.named(properties.FunctionName).some(({ id }) => id === fn.id));

const ASYNCHRONOUS = [
  ...['AWS::Events::Rule', 'AWS::Scheduler::Schedule', 'AWS::SNS::Subscription', 'AWS::SNS::Topic'],
  ...['AWS::S3::Bucket', 'AWS::IoT::TopicRule', 'AWS::Logs::SubscriptionFilter', 'AWS::SES::ReceiptRule'],
];

const SYNCHRONOUS = [
  ...['AWS::ApiGateway::Method', 'AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Integration'],
  ...['AWS::ApiGatewayV2::Api', 'Firedrill::ApiRoute', 'AWS::ElasticLoadBalancingV2::TargetGroup'],
  ...[
    'AWS::StepFunctions::StateMachine',
    'AWS::AppSync::DataSource',
    'AWS::Lambda::Url',
    'AWS::Cognito::UserPool',
  ],
];

/** What keeps work that a function could not do; undefined where nothing does. */
export const deadLetterOf = (scene: Scene, fn: Resource, { kind, sources }: LambdaInput): unknown => {
  if (kind === 'queue') {
    const queues = sources.filter(({ type }) => type === 'AWS::SQS::Queue');
    return queues.every(({ properties }) => properties.RedrivePolicy !== undefined) ? queues : undefined;
  }
  if (kind === 'stream')
    return mappingsOf(scene, fn)
      .map(({ properties }) => mapOf(properties.DestinationConfig).OnFailure)
      .find((destination) => destination !== undefined);
  const configs = scene.referrers(fn.id, 'AWS::Lambda::EventInvokeConfig');
  return (
    fn.properties.DeadLetterConfig ??
    configs
      .map(({ properties }) => mapOf(properties.DestinationConfig).OnFailure)
      .find((one) => one !== undefined)
  );
};
