import { createHash } from 'node:crypto';
import { DocumentInvalid } from '../../core/errors.ts';
import type { Secrets } from '../../core/fronts.ts';
import type { Message } from '../../core/notices/message.ts';
import type { Messenger } from '../../core/notices/tell-people.ts';
import type { Form } from '../../core/notices/tellings.ts';
import type { Send } from '../http/post.ts';

/** Where PagerDuty takes events, by the region of the account. */
export const pagerDutyPlaces = {
  us: 'https://events.pagerduty.com',
  eu: 'https://events.eu.pagerduty.com',
} as const;

/**
 * PagerDuty's Events API v2: what has changed on a service's timeline, and one incident for each run that needs a person.
 * https://developer.pagerduty.com/docs/events-api-v2/overview/
 */
export const pagerDutyMessenger =
  (
    secrets: Secrets,
    send: Send,
    places: Readonly<Record<'us' | 'eu', string>> = pagerDutyPlaces,
  ): Messenger =>
  async ({ form, message }, address, integration) => {
    if (integration?.type !== 'pagerduty')
      throw new DocumentInvalid(`${address} is no integration of PagerDuty`);
    const routing_key = await secrets.read(integration.routingKey);
    const path = form === 'change' ? '/v2/change/enqueue' : '/v2/enqueue';
    await send({
      who: `pagerduty:${address}`,
      url: `${places[integration.region]}${path}`,
      body: JSON.stringify({ routing_key, ...bodyOf(form, message) }),
    });
  };

const bodyOf = (form: Form, message: Message) => {
  const dedup_key = dedupKey(message.about);
  switch (form) {
    case 'resolve':
    case 'acknowledge':
      return { event_action: form, dedup_key };
    case 'change':
      return {
        payload: {
          summary: inShort(message.title),
          source: 'firedrill',
          timestamp: message.event.time,
          custom_details: detailsOf(message),
        },
      };
    default:
      return {
        event_action: 'trigger',
        dedup_key,
        payload: {
          summary: inShort(message.title),
          source: 'firedrill',
          severity: message.word === 'needs-human' ? 'critical' : 'error',
          timestamp: message.event.time,
          component: message.about,
          class: message.word,
          custom_details: detailsOf(message),
        },
      };
  }
};

// https://support.pagerduty.com/docs/pd-cef: a summary has at most 1,024 characters, a key 255.
const inShort = (title: string): string => title.slice(0, 1_000).toWellFormed();

const dedupKey = (about: string): string =>
  about.length <= 255 ? about : createHash('sha256').update(about).digest('hex');

const detailsOf = ({ text, facts }: Message) => ({
  text: text.slice(0, 6_000).toWellFormed(),
  ...Object.fromEntries(facts.map(({ name, value }) => [name, value.slice(0, 1_000).toWellFormed()])),
});
