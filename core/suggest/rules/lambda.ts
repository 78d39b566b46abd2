import { isMap, mapOf } from '../../documents/raw.ts';
import { measure } from '../measure.ts';
import { propose } from '../propose.ts';
import { type Scene, wordOf } from '../scene.ts';
import type { Need, Prediction, Suggestion } from '../suggestion.ts';
import { exactly } from '../targets.ts';
import type { Resource } from '../template/template.ts';
import { deadLetterOf, inputOf, type LambdaInput } from './lambda-input.ts';
import { needIf, type Rule } from './rule.ts';

const FUNCTION = 'AWS::Lambda::Function';

/** Functions: their invocations fail, or are throttled. */
export const lambda: Rule = (scene) =>
  scene
    .ofType(FUNCTION)
    // What the CDK and others add to deploy with is nobody's workload.
    .filter((fn) => !isHelper(scene, fn))
    .flatMap((fn) => {
      const input = inputOf(scene, fn);
      return input === undefined ? [] : [fails(scene, fn, input), throttled(scene, fn, input)];
    });

const isHelper = (scene: Scene, { id, properties }: Resource): boolean =>
  /^(CustomResource|CustomS3AutoDelete|CustomVpcRestrict|CustomCDK|LogRetention|AWS679f|AWSCDK|BucketNotificationsHandler|SingletonLambda)/.test(
    id,
  ) ||
  /cfnresponse/.test(JSON.stringify(mapOf(properties.Code).ZipFile ?? '')) ||
  scene.template.resources.some(
    ({ type, properties: { ServiceToken } }) =>
      /^Custom::|CustomResource$/.test(type) && scene.named(ServiceToken).some((one) => one.id === id),
  );

const fails = (scene: Scene, fn: Resource, input: LambdaInput): Suggestion => {
  const word = wordOf(fn);
  return propose(scene, {
    ...{ system: 'lambda', event: 'invocations-fail', hit: [fn], about: input.sources },
    title: `Nothing is lost when half of the invocations of ${word} fail`,
    why: `${word} will fail now and then. ${input.caller} should try again, and keep what cannot be done.`,
    faults: [
      {
        name: 'fail-invocations',
        action: 'aws:lambda:invocation-error',
        targets: exactly(scene, fn, 'aws:lambda:function'),
        parameters: { duration: 'PT5M', invocationPercentage: '50', preventExecution: 'true' },
      },
    ],
    measured: measure(scene, { resource: fn, graceSeconds: 5, ...watchedOf(input) }),
    ...{ recoverWithin: 'PT5M', maxTargets: 1, maxPercent: 100 },
    prediction: failing(scene, fn, input),
    needs: [extension(scene, fn), ...lost(scene, fn, input)],
    answers: ['REL 5', 'REL 4', 'REL 6'],
  });
};

const throttled = (scene: Scene, fn: Resource, input: LambdaInput): Suggestion => {
  const word = wordOf(fn);
  return propose(scene, {
    ...{ system: 'lambda', event: 'throttled', hit: [fn], about: input.sources },
    title: `Nothing is lost when ${word} is throttled`,
    why: `An account's concurrency is shared, and ${word} may get none of it for a while.`,
    faults: [
      {
        name: 'throttle',
        action: 'lambda/concurrency',
        targets: exactly(scene, fn, 'aws:lambda:function'),
        parameters: { reservedConcurrentExecutions: '0', duration: 'PT3M' },
      },
    ],
    measured: measure(scene, { resource: fn, graceSeconds: 5, ...watchedOf(input) }),
    ...{ recoverWithin: 'PT5M', maxTargets: 1, maxPercent: 100 },
    prediction: input.kind === 'sync' ? SYNCHRONOUS : failing(scene, fn, input),
    needs: lost(scene, fn, input),
    answers: ['REL 1', 'REL 5', 'REL 7'],
  });
};

// Messages that wait tell more than invocations that fail and are tried again.
const watchedOf = ({ sources }: LambdaInput) => {
  const queue = sources.find(({ type }) => type === 'AWS::SQS::Queue');
  return queue && { watched: queue };
};

const SYNCHRONOUS: Prediction = {
  outcome: 'will fail',
  reason:
    'it is called and waited for: whoever calls gets an error (429 or 5xx) unless the caller tries again; the experiment shows how it looks to them',
};

const failing = (scene: Scene, fn: Resource, input: LambdaInput): Prediction => {
  if (input.kind === 'sync') return SYNCHRONOUS;
  if (deadLetterOf(scene, fn, input) === undefined)
    return { outcome: 'will fail', reason: input.withoutDeadLetter };
  return { outcome: 'should hold', reason: `${input.caller} tries again, and what is left over is kept` };
};

const lost = (scene: Scene, fn: Resource, input: LambdaInput): readonly (Need | false)[] => [
  needIf(
    input.kind !== 'sync' && deadLetterOf(scene, fn, input) === undefined,
    'should',
    `no dead-letter queue on ${input.kind === 'queue' ? (input.sources[0]?.id ?? 'its queue') : fn.id}: ${input.withoutDeadLetter}`,
    () => scene.where(input.sources[0] ?? fn),
    input.kind === 'queue'
      ? 'add a `RedrivePolicy` to the queue'
      : 'add a `DeadLetterConfig`, or an `OnFailure` destination',
  ),
];

// https://docs.aws.amazon.com/fis/latest/userguide/use-lambda-actions.html
const extension = (scene: Scene, fn: Resource): Need | false => {
  const { Environment, Layers } = fn.properties;
  const variables = mapOf(mapOf(Environment).Variables);
  const isThere = variables.AWS_FIS_CONFIGURATION_LOCATION !== undefined && Layers !== undefined;
  return needIf(
    !isThere && !isMap(variables['@unknown']),
    'must',
    `${fn.id} does not have the FIS extension, without which its invocations cannot fail on purpose`,
    () => scene.where(fn, 'Properties', 'Layers'),
    "add the layer of the FIS extension, `AWS_FIS_CONFIGURATION_LOCATION`, `AWS_LAMBDA_EXEC_WRAPPER: /opt/aws-fis/bootstrap`, and a bucket that its role may read; or use Firedrill's own middleware",
  );
};
