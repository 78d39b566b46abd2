import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type SignedRequest, signatureOf } from '../../../core/slack/signature.ts';

// Published by Slack: https://docs.slack.dev/authentication/verifying-requests-from-slack
const secret = '8f742231b10e8888abcd99yyyzzz85a5';
const timestamp = '1531420618';
const body =
  'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
const published = 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503';
const nowMs = Number(timestamp) * 1_000;

const request = (
  headers: SignedRequest['headers'] = {},
  bytes: Uint8Array = Buffer.from(body),
): SignedRequest => ({
  headers: { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': published, ...headers },
  body: bytes,
});

const sign = (bytes: Uint8Array, at = timestamp, by = secret): string =>
  `v0=${createHmac('sha256', by).update(`v0:${at}:`).update(bytes).digest('hex')}`;

describe('what Slack has signed', () => {
  test('is taken: the vector that Slack publishes', () => {
    expect(signatureOf(request(), [secret], nowMs)).toEqual({ timestamp, signature: published });
  });

  test.each([
    ['by either of two secrets while one is being changed', ['another', secret]],
    ['by the first of them', [secret, 'another']],
  ])('is taken %s', (_, secrets) => {
    expect(signatureOf(request(), secrets, nowMs)).toBeDefined();
  });

  test.each([-300_999, -300_000, 0, 300_000, 300_999])('is taken %i ms away from now', (ms) => {
    const expected = Math.abs(Math.floor((nowMs + ms) / 1_000) - Number(timestamp)) <= 300;
    expect(signatureOf(request(), [secret], nowMs + ms) !== undefined).toBe(expected);
  });

  test('is taken whatever the case of its headers', () => {
    const headers = { 'X-Slack-Request-Timestamp': timestamp, 'X-SLACK-SIGNATURE': published };
    expect(signatureOf({ headers, body: Buffer.from(body) }, [secret], nowMs)).toBeDefined();
  });

  test.each([
    ['text that is not ASCII', Buffer.from('text=Grüße+an+alle+🔥')],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x80])],
    ['nothing', Buffer.alloc(0)],
  ])('is taken byte for byte: %s', (_, bytes) => {
    const headers = { 'x-slack-signature': sign(bytes) };
    expect(signatureOf(request(headers, bytes), [secret], nowMs)).toBeDefined();
  });
});

const other = Buffer.from(`${body}&admin=true`);
const decomposed = Buffer.from('text=Grüße'.normalize('NFD'));

type Forged = readonly [string, SignedRequest, (readonly string[] | undefined)?, (number | undefined)?];

describe('what is forged', () => {
  const forged: readonly Forged[] = [
    ['it is 301 s old', request(), undefined, nowMs + 301_000],
    ['it is from 301 s ahead', request(), undefined, nowMs - 301_000],
    ['another body', request({}, other)],
    ['the same body re-encoded', request({}, Buffer.from(body.replaceAll('%2F', '/')))],
    ['the body still in base64', request({}, Buffer.from(Buffer.from(body).toString('base64')))],
    [
      'one letter composed otherwise',
      request({ 'x-slack-signature': sign(Buffer.from('text=Grüße')) }, decomposed),
    ],
    ['a space after the body', request({}, Buffer.from(`${body} `))],
    ['no body', request({}, Buffer.alloc(0))],
    ['another secret', request({ 'x-slack-signature': sign(Buffer.from(body), timestamp, 'guess') })],
    ['an empty secret', request({ 'x-slack-signature': sign(Buffer.from(body), timestamp, '') }), ['']],
    ['no secret is known', request(), []],
    ['another timestamp', request({ 'x-slack-request-timestamp': '1531420619' })],
    ['no timestamp', request({ 'x-slack-request-timestamp': undefined })],
    ['a timestamp that is no number', request({ 'x-slack-request-timestamp': 'NaN' })],
    ['a timestamp with a fraction', request({ 'x-slack-request-timestamp': `${timestamp}.0` })],
    ['a timestamp with a sign', request({ 'x-slack-request-timestamp': `+${timestamp}` })],
    ['no signature', request({ 'x-slack-signature': undefined })],
    ['an empty signature', request({ 'x-slack-signature': '' })],
    ['a signature cut short', request({ 'x-slack-signature': published.slice(0, -1) })],
    ['a signature that is longer', request({ 'x-slack-signature': `${published}0` })],
    ['a signature in capitals', request({ 'x-slack-signature': published.toUpperCase() })],
    [
      'a signature of as many letters and more bytes',
      request({ 'x-slack-signature': `v0=${'ü'.repeat(64)}` }),
    ],
    ['a signature of another version', request({ 'x-slack-signature': published.replace('v0', 'v1') })],
    ['a signature without its version', request({ 'x-slack-signature': published.slice(3) })],
    ['the header twice', request({ 'X-Slack-Signature': published })],
  ];

  test.each(forged.map((one) => ({ why: one[0], one })))('is refused: $why', ({ one: given }) => {
    const [, one, secrets = [secret], atMs = nowMs] = given;
    expect(signatureOf(one, secrets, atMs)).toBeUndefined();
  });
});
