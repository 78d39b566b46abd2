import { describe, expect, test } from 'vitest';
import { checkedFetch } from '../../../adapters/http/checked-fetch.ts';
import { posting } from '../../../adapters/http/post.ts';
import { teamsMessenger } from '../../../adapters/teams/teams.ts';
import { ServiceUnavailable, WrongAsAsked } from '../../../core/errors.ts';
import type { Message } from '../../../core/notices/message.ts';
import { loopback, loopbackReach } from '../../support/loopback.ts';
import { memorySecrets } from '../../support/memory/secrets.ts';
import { type Answering, answering, openReceiver } from '../../support/receiver.ts';
import { aTelling, integrationsOf } from './messages.ts';

// As a workflow does: taken with 202, and too much is too much.
const likeTeams: Answering = ({ body }, response) => {
  const { type, attachments } = JSON.parse(body);
  const isCard = attachments?.[0]?.contentType === 'application/vnd.microsoft.card.adaptive';
  const status = Buffer.byteLength(body) > 28_000 ? 413 : type === 'message' && isCard ? 202 : 400;
  response.writeHead(status).end();
};

const told = async (fields: Partial<Message> = {}, answer: Answering = likeTeams) => {
  const { url, received } = await openReceiver(answer);
  const secrets = memorySecrets({ 'ssm:/teams': `${url}/workflows/1?sig=canary-1` });
  const send = posting(checkedFetch(loopbackReach, loopback), 200);
  await teamsMessenger(secrets, send)(aTelling('teams:ops', 'message', fields), 'ops', integrationsOf.teams);
  const [request] = received;
  return { path: request?.path, card: JSON.parse(request?.body ?? '').attachments[0].content };
};

describe('Teams', () => {
  test('shows a card, at the address that is the secret', async () => {
    const { path, card } = await told();
    expect(path).toBe('/workflows/1?sig=canary-1');
    expect(card).toMatchObject({
      type: 'AdaptiveCard',
      version: '1.4',
      body: [{ style: 'attention' }, {}, {}],
    });
    expect(JSON.stringify(card)).toContain('One instance stops: NEEDS A PERSON');
    expect(JSON.stringify(card)).not.toContain('canary-1');
  });

  test('shows what people wrote as they wrote it: no mark-up, and no mention', async () => {
    const { card } = await told({ text: '<at>everyone</at> **now** [x](https://evil.test)' });
    const kinds = new Set([...JSON.stringify(card).matchAll(/"type":"(\w+)"/g)].map(([, kind]) => kind));
    expect(kinds).toEqual(new Set(['AdaptiveCard', 'Container', 'RichTextBlock', 'TextRun']));
    expect(card.msteams).not.toHaveProperty('entities');
  });

  test('takes what is too long, cut', async () => {
    const facts = Array.from({ length: 60 }, (_, n) => ({
      name: `💥${n}`.repeat(60),
      value: '💥'.repeat(600),
    }));
    const { card } = await told({ title: '💥'.repeat(5_000), text: '💥'.repeat(100_000), facts });
    expect(JSON.stringify(card).isWellFormed()).toBe(true);
  });

  test.each([
    [429, ServiceUnavailable],
    [502, ServiceUnavailable],
    [401, WrongAsAsked],
    [404, WrongAsAsked],
  ])('answers %i: the address is not said', async (status, kind) => {
    const failure = await told({}, answering(status)).catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(kind);
    expect(String(failure)).toContain(`teams:ops answered ${status}`);
    expect(String(failure)).not.toContain('canary-1');
  });
});
