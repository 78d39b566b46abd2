import { makeEvent } from '../../../core/events.ts';
import type { Integration } from '../../../core/notices/integrations.ts';
import type { Message, Word } from '../../../core/notices/message.ts';
import type { Form, Telling } from '../../../core/notices/tellings.ts';

/** A message about a run that needs a person, but for what the test says. */
export const aMessage = (fields: Partial<Message> = {}): Message => ({
  word: 'needs-human' as Word,
  about: 'run-1',
  title: 'One instance stops: NEEDS A PERSON',
  text: 'web-1 is not <!here> *back* @channel',
  facts: [{ name: 'Run', value: 'run-1' }],
  event: makeEvent(
    'NeedsHuman',
    { id: 'run-1/7', subject: 'run-1', atMs: Date.UTC(2026, 10, 23, 10) },
    { actor: 'reconcile', reason: 'web-1 is not back' },
  ),
  ...fields,
});

/** That message to a channel. */
export const aTelling = (
  channel: string,
  form: Form = 'message',
  fields: Partial<Message> = {},
): Telling => ({
  ...{ channel, form, message: aMessage(fields) },
  key: `run-1/7|${form}|${channel}`,
});

/** The integrations of a test, by their types. */
export const integrationsOf = {
  pagerduty: { type: 'pagerduty', routingKey: 'ssm:/pd', region: 'us' },
  teams: { type: 'teams', url: 'ssm:/teams' },
  webhook: { type: 'webhook', url: 'ssm:/hook', secrets: ['ssm:/new', 'ssm:/old'] },
} as const satisfies Readonly<Record<Integration['type'], Integration>>;
