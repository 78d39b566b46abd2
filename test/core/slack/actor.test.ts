import { expect, test } from 'vitest';
import { actorInWords, mayBeSame, slackActor } from '../../../core/slack/actor.ts';

test.each([
  [{ id: 'U0ANA', name: 'ana' }, 'slack:U0ANA:ana', 'ana (Slack)'],
  [{ id: 'U0ANA', name: '' }, 'slack:U0ANA', 'U0ANA (Slack)'],
  [{ id: 'U0ANA', name: 'a:n<a>' }, 'slack:U0ANA:ana', 'ana (Slack)'],
])('%j acts as %s', (user, actor, words) => {
  expect(slackActor(user)).toBe(actor);
  expect(actorInWords(actor)).toBe(words);
});

test.each([
  ['slack:U0ANA:ana', true],
  ['slack:U0BEN:ana', false],
  ['ana', true],
  ['Ana@example.org', true],
  ['arn:aws:iam::111122223333:user/ana', true],
  ['arn:aws:iam::111122223333:user/ben', false],
  ['schedule', false],
])('%s and ana of Slack are one person: %s', (actor, same) => {
  expect(mayBeSame(actor, { id: 'U0ANA', name: 'ana' })).toBe(same);
});
