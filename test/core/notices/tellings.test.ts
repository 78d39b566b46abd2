import { describe, expect, test } from 'vitest';
import type { Notify, NotifyOn } from '../../../core/experiment.ts';
import { tellingsOf } from '../../../core/notices/tellings.ts';
import type { Conclusion, Run } from '../../../core/run.ts';
import { aConclusion, anEvent, aSubject, atMs } from './subjects.ts';

const everything: readonly NotifyOn[] = ['started', 'concluded', 'failed', 'needs-human'];
const closed = (fields: Partial<Conclusion> = {}): Partial<Run> => ({
  state: 'closed',
  conclusion: aConclusion(fields),
});

const events = {
  started: [anEvent('RunCommitted', { hash: 'h' }), {}],
  held: [anEvent('RunConcluded', aConclusion() as never), closed()],
  failed: [
    anEvent('RunConcluded', aConclusion({ hypothesis: 'failed' }) as never, atMs + 1),
    closed({ hypothesis: 'failed', exitCode: 3 }),
  ],
  refused: [
    anEvent('RunConcluded', aConclusion() as never, atMs + 2),
    closed({ hypothesis: 'untested', restoration: 'nothing-injected' }),
  ],
  needsHuman: [anEvent('NeedsHuman', {}), { state: 'reverting' }],
  acknowledged: [anEvent('PageAcknowledged', {}), { state: 'reverting' }],
  restored: [anEvent('RestorationVerified', { faults: [] }), { state: 'recovering' }],
} as const satisfies Readonly<Record<string, readonly [ReturnType<typeof anEvent>, Partial<Run>]>>;

const formsFor = (
  what: keyof typeof events,
  notify: readonly Notify[],
  always: readonly string[] = [],
  fields: Partial<Run> = {},
) => {
  const [event, run] = events[what];
  return tellingsOf(event, aSubject(notify, { ...run, ...fields }), always).map(
    ({ channel, form, message }) => `${channel} ${form} ${message.word}`,
  );
};

const topic = 'sns:arn:aws:sns:eu-central-1:111122223333:drills';

describe('who is told of what', () => {
  test.each([
    ['started', everything, ['message started']],
    ['held', everything, ['message concluded']],
    ['failed', everything, ['message failed']],
    ['failed', ['concluded'], ['message failed']],
    ['failed', ['failed'], ['message failed']],
    ['held', ['failed'], []],
    ['refused', ['concluded'], ['message concluded']],
    ['needsHuman', everything, ['message needs-human']],
    ['needsHuman', ['failed'], []],
    ['acknowledged', everything, []],
    ['restored', everything, []],
  ] as const)('a channel to read hears of %s, asked for %j: %j', (what, on, expected) => {
    for (const channel of [topic, topic.replace('sns', 'chatbot'), 'teams:ops', 'webhook:audit'])
      expect(formsFor(what, [{ channel, on }])).toEqual(expected.map((one) => `${channel} ${one}`));
  });

  test.each([
    ['started', ['needs-human'], ['change started']],
    ['held', ['needs-human'], ['change concluded', 'resolve concluded']],
    ['refused', ['needs-human'], ['change concluded']],
    ['failed', ['needs-human'], ['change failed', 'resolve failed']],
    ['failed', ['failed'], ['change failed', 'trigger failed']],
    ['needsHuman', ['failed'], ['trigger needs-human']],
    ['acknowledged', ['failed'], ['acknowledge acknowledged']],
    ['restored', ['failed'], ['resolve restored']],
  ] as const)('PagerDuty hears of %s, asked for %j: %j', (what, on, expected) => {
    const channel = 'pagerduty:shop';
    expect(formsFor(what, [{ channel, on }])).toEqual(expected.map((one) => `${channel} ${one}`));
  });

  test('Slack is told by a function of its own', () => {
    for (const what of Object.keys(events))
      expect(formsFor(what as keyof typeof events, [{ channel: 'slack:#oncall', on: everything }])).toEqual(
        [],
      );
  });

  test('those whom a deployment always tells hear what needs a person, and its end, and nothing else', () => {
    const always = ['pagerduty:shop', 'teams:ops'];
    expect(formsFor('needsHuman', [], always)).toEqual([
      'pagerduty:shop trigger needs-human',
      'teams:ops message needs-human',
    ]);
    expect(formsFor('restored', [], always)).toEqual(['pagerduty:shop resolve restored']);
    expect(formsFor('started', [], always)).toEqual([]);
    expect(formsFor('failed', [], always)).toEqual(['pagerduty:shop resolve failed']);
  });

  test('a channel that both name is told once', () => {
    const notify: readonly Notify[] = [
      { channel: 'teams:ops', on: ['needs-human'] },
      { channel: 'teams:ops', on: ['started'] },
    ];
    expect(formsFor('needsHuman', notify, ['teams:ops'])).toEqual(['teams:ops message needs-human']);
  });

  test.each([
    ['somebody looks after it', { acknowledged: { by: 'ana', atMs } }],
    ['it is restored by now', closed()],
  ])('nobody is paged late: %s', (_, fields: Partial<Run>) => {
    expect(formsFor('needsHuman', [{ channel: 'teams:ops', on: everything }], [], fields)).toEqual([]);
  });

  test('a page is one for a quarter of an hour, however many events there are', () => {
    const keysAt = (minutes: number) =>
      tellingsOf(anEvent('NeedsHuman', {}, atMs + minutes * 60_000), aSubject([], { state: 'reverting' }), [
        'teams:ops',
      ]).map(({ key }) => key);
    expect(keysAt(1)).toEqual(keysAt(14));
    expect(keysAt(15)).not.toEqual(keysAt(14));
  });

  test('every other event is told of once by its id, whatever else it is told of', () => {
    const keys = Object.values(events).flatMap(([event, run]) =>
      tellingsOf(event, aSubject([{ channel: 'pagerduty:shop', on: everything }], run), []).map(
        ({ key, form, message }) => `${key} ${message.word} ${form}`,
      ),
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('most events are nobody’s business', () => {
    const event = anEvent('FaultInjected', { fault: 'f', action: 'a', targets: [] });
    expect(tellingsOf(event, aSubject([{ channel: 'teams:ops', on: everything }]), ['teams:ops'])).toEqual(
      [],
    );
  });
});

describe('a message', () => {
  test('says what was done to what, by whom, and how to stop it', () => {
    const { experiment, run } = aSubject([{ channel: 'teams:ops', on: everything }]);
    const [event] = events.started;
    const [telling] = tellingsOf(event, { experiment, run }, []);
    expect(telling?.message).toMatchObject({ about: 'run-1', title: 'One instance stops: has started' });
    expect(telling?.message.facts).toContainEqual({ name: 'Started by', value: 'ana, by cli' });
    expect(telling?.message.facts).toContainEqual({ name: 'Stop it', value: 'firedrill stop run-1' });
  });

  test('of an end says both answers, and how long it took', () => {
    const conclusion = aConclusion({
      hypothesis: 'failed',
      measures: { detectionMs: 1_500, recoveryMs: 42_000 },
    });
    const subject = aSubject([{ channel: 'teams:ops', on: everything }], { state: 'closed', conclusion });
    const [telling] = tellingsOf(anEvent('RunConcluded', conclusion as never), subject, []);
    expect(telling?.message.title).toBe('One instance stops: hypothesis failed, everything is put back');
    expect(telling?.message.facts.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Detected after', 'Recovered after']),
    );
    expect(telling?.message.facts.map(({ name }) => name)).not.toContain('Stop it');
  });
});
