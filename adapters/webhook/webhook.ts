import { DocumentInvalid } from '../../core/errors.ts';
import type { Secrets } from '../../core/fronts.ts';
import type { Message } from '../../core/notices/message.ts';
import type { Messenger } from '../../core/notices/tell-people.ts';
import type { Clock } from '../../core/ports.ts';
import type { Send } from '../http/post.ts';
import { signatureHeaders } from './signature.ts';

/** Any receiver: the event as the bus has it, and the message in words, signed. Told again, it has the same `webhook-id`. */
export const webhookMessenger =
  (secrets: Secrets, send: Send, clock: Pick<Clock, 'now'>): Messenger =>
  async ({ message }, address, integration) => {
    if (integration?.type !== 'webhook') throw new DocumentInvalid(`${address} is no webhook`);
    const [url, ...keys] = await Promise.all([integration.url, ...integration.secrets].map(secrets.read));
    const body = JSON.stringify(payloadOf(message));
    const signed = { id: message.event.id, timestamp: Math.floor(clock.now() / 1_000), body };
    await send({
      who: `webhook:${address}`,
      url: url ?? '',
      body,
      headers: signatureHeaders(signed, keys),
    });
  };

const payloadOf = ({ word, about, title, text, facts, event }: Message) => ({
  type: `firedrill.${word}`,
  timestamp: event.time,
  data: {
    about,
    title,
    text,
    facts: Object.fromEntries(facts.map(({ name, value }) => [name, value])),
    event,
  },
});
