import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventTypes } from '../../../core/event-kinds.ts';
import type { JournalRecord } from '../../../core/ports.ts';
import type { RunResult } from '../../../core/result.ts';
import { runAlarm } from '../../../report/slack/alert.ts';
import { answer } from '../../../report/slack/answers.ts';
import { runCard } from '../../../report/slack/run-card.ts';
import { threadMessages } from '../../../report/slack/thread.ts';
import { flawsOf, markupIn, specialIn } from '../../support/slack-limits.ts';
import { cardWays } from './ways.ts';

const place = { environment: 'prod', flags: ' --aws' };
const ours = new Set([
  ...['format', 'type', 'state', 'kind', 'revertClass', 'hypothesis', 'restoration', 'missingData', 'mode'],
  ...['problem', 'method', 'expect', 'guard', 'runId'],
]);

// Every text that a person, a target or an error could have written.
const filled = <T>(value: T, text: string, key = ''): T => {
  if (typeof value === 'string') return (ours.has(key) ? value : text) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => filled(one, text, key)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, of]) => [name, filled(of, text, name)])) as T;
};

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom('<!channel>', '<@U0123>', '<!everyone> <!here>', '&&&&'.repeat(2_000), '🔥'.repeat(3_000)),
  fc.constantFrom('`'.repeat(5_000), '', ' ', '\n\n', '<https://evil.test|click here>'),
  fc.string({ minLength: 3_000, maxLength: 6_000 }),
);

// A date is Firedrill's own; so is the call of people, where they are called.
const isOwn = (special: string) => special.startsWith('!date^');

const mustBeTaken = (message: { readonly text: string; readonly blocks: readonly object[] }) => {
  expect(flawsOf(message)).toEqual([]);
  expect(
    markupIn(message)
      .flatMap(specialIn)
      .filter((special) => !isOwn(special)),
  ).toEqual([]);
};

test('whatever is in a run, Slack takes its card, and nobody is mentioned', async () => {
  const results = await Promise.all(
    (['open', 'awaiting-approval', 'failed', 'unverified', 'refused'] as const).map((way) => cardWays[way]()),
  );
  fc.assert(
    fc.property(nasty, fc.integer({ min: 0, max: results.length - 1 }), (text, n) => {
      const result: RunResult = results[n] ?? failing();
      mustBeTaken(runCard(filled(result, text), { environment: text, flags: text }));
      const alarm = runAlarm(filled(result, text), place);
      if (alarm) expect(flawsOf(alarm.message)).toEqual([]);
      if (alarm)
        expect(
          markupIn(alarm.message)
            .flatMap(specialIn)
            .filter((one) => one !== '!here'),
        ).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

const failing = (): never => {
  throw new Error('no result');
};

test('however much is broken, the card fits', async () => {
  const result = await cardWays.observing();
  const [fault] = result.run.plan?.faults ?? [];
  const [target] = fault?.targets ?? [];
  if (fault === undefined || target === undefined || result.run.plan === undefined)
    throw new Error('no plan');
  const many = { ...fault, targets: Array.from({ length: 300 }, () => target), fleet: 900 };
  const faults = Array.from({ length: 40 }, () => many);
  const card = runCard({ ...result, run: { ...result.run, plan: { ...result.run.plan, faults } } }, place);
  mustBeTaken(card);
  expect(JSON.stringify(card)).toContain('and 297 more');
});

test('whatever is in a journal, Slack takes its thread, and nobody is mentioned', () => {
  const kinds = [...Object.keys(eventTypes), 'alarm', 'toString', '__proto__'];
  const record = fc.record({
    kind: fc.constantFrom(...kinds),
    ...{ atMs: fc.integer({ min: 0, max: 4e12 }), actor: nasty, reason: nasty },
    data: fc.record({
      ...{ fault: nasty, guard: nasty, hash: nasty, title: nasty, runId: nasty, state: fc.constant('ALARM') },
      ...{
        step: fc.nat(9),
        targets: fc.array(nasty, { maxLength: 5 }),
        trigger: fc.record({ actor: nasty }),
      },
    }),
  });
  fc.assert(
    fc.property(fc.array(record, { maxLength: 25 }), (entries) => {
      const journal = entries.map((entry, seq): JournalRecord => ({ ...entry, seq, prev: '', hash: '' }));
      for (const { message } of threadMessages(journal, -1)) mustBeTaken(message);
    }),
    { numRuns: 100 },
  );
});

test('whatever is answered fits', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 4_000 }), { minLength: 1, maxLength: 60 }), (lines) => {
      const plain = lines.map((line) => line.replace(/[<>&]/g, ''));
      expect(flawsOf(answer('Answer', ...plain))).toEqual([]);
    }),
  );
});
