import { measure } from '../measure.ts';
import { propose } from '../propose.ts';
import { type Scene, wordOf } from '../scene.ts';
import type { Suggestion } from '../suggestion.ts';
import { exactly } from '../targets.ts';
import type { Resource } from '../template/template.ts';
import { knownText } from '../template/values.ts';
import { needIf, type Rule } from './rule.ts';

/** Event source mappings: they hand nothing on for some minutes. */
export const eventSources: Rule = (scene) =>
  scene.ofType('AWS::Lambda::EventSourceMapping').flatMap((mapping) => {
    const [fn] = scene.named(mapping.properties.FunctionName, 'AWS::Lambda::Function');
    return fn ? [handsNothingOn(scene, mapping, fn)] : [];
  });

const handsNothingOn = (scene: Scene, mapping: Resource, fn: Resource): Suggestion => {
  const [source] = scene.named(mapping.properties.EventSourceArn);
  const isQueue = source?.type === 'AWS::SQS::Queue';
  const from = source ? wordOf(source) : 'its source';
  return propose(scene, {
    ...{
      system: 'lambda',
      event: 'source-pauses',
      hit: [mapping],
      named: fn,
      about: source ? [fn, source] : [fn],
    },
    title: `Nothing is lost when ${wordOf(fn)} gets nothing from ${from} for five minutes`,
    why: `What comes in waits in ${from}. It must be caught up with before it expires, and those who wait must not give up.`,
    faults: [
      {
        name: 'pause-source',
        action: 'lambda/event-source',
        targets: exactly(scene, mapping, 'aws:lambda:event-source-mapping'),
        parameters: { duration: 'PT5M' },
      },
    ],
    measured: measure(scene, {
      resource: mapping,
      graceSeconds: 5,
      ...(isQueue && { watched: source }),
    }),
    ...{ recoverWithin: 'PT15M', maxTargets: 1, maxPercent: 100 },
    prediction: {
      outcome: 'should hold',
      reason: `${from} keeps what comes in for longer than five minutes, if ${wordOf(fn)} then catches up faster than more comes`,
    },
    answers: ['REL 4', 'REL 5', 'REL 7'],
  });
};

/** Rules of EventBridge: they match nothing, or start nothing on schedule, for some minutes. */
export const eventRules: Rule = (scene) =>
  scene
    .ofType('AWS::Events::Rule')
    .filter(
      ({ properties: { State, ScheduleExpression } }) =>
        State !== 'DISABLED' && isFrequent(ScheduleExpression),
    )
    .map((rule) => matchesNothing(scene, rule));

// What starts once a day is not missed within ten minutes.
const isFrequent = (schedule: unknown): boolean => {
  const text = knownText(schedule);
  return (
    text === undefined || /^rate\(\d+ minutes?\)$/.test(text) || /^cron\((\*|\d+\/\d+|0\/\d+) /.test(text)
  );
};

const matchesNothing = (scene: Scene, rule: Resource): Suggestion => {
  const word = wordOf(rule);
  const isSchedule = rule.properties.ScheduleExpression !== undefined;
  return propose(scene, {
    ...{ system: 'events', event: isSchedule ? 'does-not-start' : 'delivers-nothing', hit: [rule] },
    about: scene.named(rule.properties.Targets),
    title: isSchedule
      ? `Somebody notices when ${word} starts nothing for ten minutes`
      : `Somebody notices when ${word} delivers no event for ten minutes`,
    why: `A rule that is disabled by mistake is silent, and silence looks like a quiet day. Events of that time are gone for good.`,
    faults: [
      {
        name: 'disable-rule',
        action: 'events/rule',
        targets: exactly(scene, rule, 'aws:events:rule'),
        parameters: { duration: 'PT10M' },
      },
    ],
    measured: measure(scene, { resource: rule, graceSeconds: 5 }),
    ...{ recoverWithin: 'PT10M', maxTargets: 1, maxPercent: 100 },
    prediction: {
      outcome: 'will fail',
      reason: 'nothing else does its work meanwhile: what is worth knowing is how soon the alarm says so',
    },
    needs: [
      needIf(
        !JSON.stringify(rule.properties.Targets ?? '').includes('DeadLetterConfig'),
        'should',
        `the targets of ${rule.id} have no dead-letter queue: an event that cannot be delivered is gone`,
        () => scene.where(rule, 'Properties', 'Targets'),
        'add a `DeadLetterConfig` to each target',
      ),
    ],
    answers: ['REL 6', 'REL 5'],
  });
};
