import { createHmac, timingSafeEqual } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { checkedFetch } from '../../../adapters/http/checked-fetch.ts';
import { posting } from '../../../adapters/http/post.ts';
import { signatureHeaders } from '../../../adapters/webhook/signature.ts';
import { webhookMessenger } from '../../../adapters/webhook/webhook.ts';
import { ServiceUnavailable, WrongAsAsked } from '../../../core/errors.ts';
import { loopback, loopbackReach } from '../../support/loopback.ts';
import { memorySecrets } from '../../support/memory/secrets.ts';
import { type Answering, answering, openReceiver, type Received } from '../../support/receiver.ts';
import { aMessage, aTelling, integrationsOf } from './messages.ts';

const secretOf = (letter: string) => `whsec_${Buffer.from(letter.repeat(32)).toString('base64')}`;
const [newer, older] = [secretOf('n'), secretOf('o')];
const nowMs = Date.UTC(2026, 10, 23, 10, 0, 1, 900);

/** A receiver as docs/notifications.md shows it. */
const isGenuine = ({ headers, body }: Received, secret: string, atMs = nowMs): boolean => {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures = '' } = headers;
  if (Math.abs(atMs / 1_000 - Number(timestamp)) > 300) return false;
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest();
  return signatures.split(' ').some((one) => {
    const given = Buffer.from(one.replace(/^v1,/, ''), 'base64');
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
};

const told = async (answer: Answering = answering(204), secrets: Readonly<Record<string, string>> = {}) => {
  const { url, received } = await openReceiver(answer);
  const all = { 'ssm:/hook': `${url}/hook/canary-1`, 'ssm:/new': newer, 'ssm:/old': older, ...secrets };
  const send = posting(checkedFetch(loopbackReach, loopback), 200);
  const tell = webhookMessenger(memorySecrets(all), send, { now: () => nowMs });
  await tell(aTelling('webhook:audit'), 'audit', integrationsOf.webhook);
  const [request] = received;
  if (request === undefined) throw new Error('Nothing came');
  return request;
};

describe('a webhook', () => {
  test('carries the event and the message', async () => {
    const { body } = await told();
    const { event, ...message } = aMessage();
    expect(JSON.parse(body)).toEqual({
      type: 'firedrill.needs-human',
      timestamp: '2026-11-23T10:00:00.000Z',
      data: { about: 'run-1', title: message.title, text: message.text, facts: { Run: 'run-1' }, event },
    });
  });

  test('is known to be ours by the new secret and by the old one', async () => {
    const request = await told();
    expect(request.headers['webhook-id']).toBe('run-1/7');
    expect(isGenuine(request, newer)).toBe(true);
    expect(isGenuine(request, older)).toBe(true);
    expect(isGenuine(request, secretOf('x'))).toBe(false);
  });

  test('is not when anything of it is another, or it is old', async () => {
    const request = await told();
    expect(isGenuine({ ...request, body: `${request.body} ` }, newer)).toBe(false);
    for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature'])
      expect(isGenuine({ ...request, headers: { ...request.headers, [name]: '1' } }, newer)).toBe(false);
    expect(isGenuine(request, newer, nowMs + 302_000)).toBe(false);
  });

  test('is signed as the specification has it', () => {
    // The example of https://docs.svix.com/receiving/verifying-payloads/how-manual
    const headers = signatureHeaders(
      {
        id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
        timestamp: 1_614_265_330,
        body: '{"test": 2432232314}',
      },
      ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    );
    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  test.each(['canary-1', 'whsec_', 'whsec_c2hvcnQ=', `whsec_${'A'.repeat(200)}`, 'whsec_ä'])(
    'with a secret that is none is not sent, and the secret is not said: %s',
    async (secret) => {
      const failure = await told(answering(204), { 'ssm:/new': secret }).catch((thrown: unknown) => thrown);
      expect(failure).toBeInstanceOf(WrongAsAsked);
      expect(String(failure)).toContain('whsec_ and 24 to 64 random bytes');
      expect(String(failure)).not.toContain('canary-1');
    },
  );

  test.each([
    [429, ServiceUnavailable],
    [503, ServiceUnavailable],
    [410, WrongAsAsked],
  ])('that is answered with %i', async (status, kind) => {
    const failure = await told(answering(status)).catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(kind);
    expect(String(failure)).not.toContain('canary-1');
  });
});
