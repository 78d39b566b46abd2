import { at, type Json, listOf, neededBy, ofType, type Rule, referredIn } from '../template.ts';

/** What cannot be delivered is tried again for a stated time, and then kept. */
export const deliveriesKept: Rule = (template) => [
  ...ofType(template, 'AWS::Events::Rule').flatMap(([id, { Properties }]) =>
    listOf(at(Properties, 'Targets')).flatMap((target) =>
      at(target, 'RetryPolicy') && at(target, 'DeadLetterConfig', 'Arn')
        ? []
        : [`${id} has a target without retry policy or dead letters`],
    ),
  ),
  ...ofType(template, 'AWS::Scheduler::Schedule').flatMap(([id, { Properties }]) =>
    at(Properties, 'Target', 'RetryPolicy') && at(Properties, 'Target', 'DeadLetterConfig', 'Arn')
      ? []
      : [`${id} has no retry policy or no dead letters`],
  ),
];

/** What a state machine did can be read afterwards. */
export const machinesLog: Rule = (template) =>
  ofType(template, 'AWS::StepFunctions::StateMachine').flatMap(([id, { Properties }]) => [
    ...(['ALL', 'ERROR'].includes(String(at(Properties, 'LoggingConfiguration', 'Level'))) &&
    listOf(at(Properties, 'LoggingConfiguration', 'Destinations')).length > 0
      ? []
      : [`${id} writes no log`]),
    ...(at(Properties, 'TracingConfiguration', 'Enabled') === true ? [] : [`${id} is not traced`]),
  ]);

/** A function ends before the state that waits for it: what a state has given up must not act any more. */
export const functionsEndFirst: Rule = (template) =>
  ofType(template, 'AWS::StepFunctions::StateMachine').flatMap(([, { Properties }]) =>
    Object.entries((at(Properties, 'Definition', 'States') ?? {}) as Readonly<Record<string, Json>>).flatMap(
      ([state, definition]) => {
        const [, named = ''] = /^\$\{(\w+)\}$/.exec(String(at(definition, 'Resource'))) ?? [];
        const [id = ''] = referredIn(at(Properties, 'DefinitionSubstitutions', named));
        const limit = Number(at(definition, 'TimeoutSeconds'));
        const longest = Number(at(template.Resources[id], 'Properties', 'Timeout'));
        return named !== '' && !(longest < limit)
          ? [`State ${state} gives up after ${limit} s, and its function after ${longest} s`]
          : [];
      },
    ),
  );

/** Every alarm tells somebody. */
export const alarmsTell: Rule = (template) =>
  ofType(template, 'AWS::CloudWatch::Alarm').flatMap(([id, { Properties }]) =>
    listOf(at(Properties, 'AlarmActions')).length > 0 ? [] : [`${id} tells nobody`],
  );

const watched: readonly (readonly [string, string])[] = [
  ['Invocations', 'that the reconciler has fallen silent'],
  ['ApproximateNumberOfMessagesVisible', 'that there are dead letters'],
  ['NeedsHuman', 'that a person is needed'],
  ['RevertAgeSeconds', 'that a revert takes long'],
];

/** Firedrill itself is watched; a reconciler that is silent has no data, and that is the alarm. */
export const selfWatched: Rule = (template) => {
  const alarms = ofType(template, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties);
  return [
    ...watched
      .filter(([metric]) => !alarms.some((alarm) => at(alarm, 'MetricName') === metric))
      .map(([, what]) => `No alarm says ${what}`),
    ...alarms
      .filter(
        (alarm) => at(alarm, 'MetricName') === 'Invocations' && at(alarm, 'TreatMissingData') !== 'breaching',
      )
      .map(() => 'A silent reconciler has no data, and its alarm takes that for health'),
  ];
};

// What the framework itself needs to deploy.
const beneathTheGuard = /^ServerlessDeploymentBucket(Policy)?$/;

/** The guard is deleted before anything else, because it needs all of it. */
export const guardFirst: Rule = (template) => {
  const needed = neededBy(template, 'RemovalGuard');
  return Object.entries(template.Resources)
    .filter(([id, { Condition }]) => id !== 'RemovalGuard' && !needed.has(id) && Condition === undefined)
    .filter(([id]) => !beneathTheGuard.test(id))
    .map(([id]) => `${id} could be deleted before RemovalGuard is asked`);
};
