import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { SlackAsked } from '../../../core/slack/asked.ts';
import { type Receiving, receive } from '../../../core/slack/receive.ts';
import { handler } from '../../../functions/slack/handler.ts';
import { memoryIdempotencyKeys } from '../../support/memory/idempotency-keys.ts';

const secret = 'signing-secret';
const nowMs = 1_764_000_000_000;

let handed: SlackAsked[];
let receiving: Receiving;

beforeEach(() => {
  handed = [];
  receiving = {
    ...{
      clock: { now: () => nowMs },
      idempotencyKeys: memoryIdempotencyKeys(),
      team: 'T0TEAM',
      app: 'A0APP',
    },
    secrets: async () => [secret],
    hand: async (asked) => void handed.push(asked),
  };
});

const command = (fields: Readonly<Record<string, string>> = {}): string =>
  new URLSearchParams({
    ...{ team_id: 'T0TEAM', api_app_id: 'A0APP', user_id: 'U0ANA', user_name: 'ana', command: '/firedrill' },
    ...{ text: 'status', response_url: 'https://hooks.slack.com/commands/1', trigger_id: '1.2' },
    ...fields,
  }).toString();

const pressed = (action: string, fields: object = {}): string =>
  new URLSearchParams({
    payload: JSON.stringify({
      ...{ type: 'block_actions', team: { id: 'T0TEAM' }, api_app_id: 'A0APP' },
      user: { id: 'U0ANA', username: 'ana', team_id: 'T0TEAM' },
      container: { type: 'message', channel_id: 'C1', message_ts: '1.1' },
      ...{ response_url: 'https://hooks.slack.com/actions/1', trigger_id: '1.2' },
      actions: [{ action_id: action, value: 'run-1', type: 'button' }],
      ...fields,
    }),
  }).toString();

type Sent = {
  readonly path?: string;
  readonly by?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

const signed = (body: string, { by = secret, headers = {} }: Sent = {}) => {
  const timestamp = String(nowMs / 1_000);
  const signature = `v0=${createHmac('sha256', by).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  return { 'X-Slack-Request-Timestamp': timestamp, 'X-Slack-Signature': signature, ...headers };
};

const send = (body: string, sent: Sent = {}) =>
  receive(receiving, {
    path: sent.path ?? '/v1/slack/commands',
    headers: signed(body, sent),
    body: Buffer.from(body),
  });

describe('a request of Slack’s', () => {
  test('is answered at once, and handed over as what it asks for', async () => {
    expect(await send(command({ text: 'run one' }))).toEqual({ status: 200 });
    expect(handed).toEqual([
      {
        ...{ kind: 'command', user: { id: 'U0ANA', name: 'ana' }, text: 'run one' },
        ...{ answerTo: 'https://hooks.slack.com/commands/1', trigger: '1.2' },
      },
    ]);
  });

  test('carries of a button its id, and where it stands', async () => {
    await send(pressed('firedrill.stop'), { path: '/v1/slack/interactions' });
    expect(handed).toMatchObject([
      { kind: 'button', action: 'firedrill.stop', value: 'run-1', place: { channel: 'C1', ts: '1.1' } },
    ]);
  });

  test('is done once, however often it comes, also as a retry of Slack’s own', async () => {
    const retry = { headers: { 'X-Slack-Retry-Num': '1', 'X-Slack-Retry-Reason': 'http_timeout' } };
    for (const sent of [{}, retry, {}]) expect(await send(command(), sent)).toEqual({ status: 200 });
    expect(handed).toHaveLength(1);
  });

  test.each([
    ['forged', command(), { by: 'guess' }, 401],
    ['of another workspace', command({ team_id: 'T0OTHER' }), {}, 403],
    ['of another app', command({ api_app_id: 'A0OTHER' }), {}, 403],
    [
      'of another workspace, by a button',
      pressed('firedrill.stop', { team: { id: 'T0OTHER' } }),
      { path: '/v1/slack/interactions' },
      403,
    ],
    ['no command', 'hello', {}, 400],
    ['no interaction', 'payload=%7B', { path: '/v1/slack/interactions' }, 400],
    ['without a payload', 'x=1', { path: '/v1/slack/interactions' }, 400],
    ['of another kind', pressed('x', { type: 'view_submission' }), { path: '/v1/slack/interactions' }, 400],
    ['at another address', command(), { path: '/v1/slack/other' }, 400],
  ] as const)('is refused when it is %s', async (_, body, sent, status) => {
    expect(await send(body, sent)).toEqual({ status });
    expect(handed).toEqual([]);
  });

  test('is refused where no workspace is named', async () => {
    receiving = { ...receiving, team: '' };
    expect(await send(command())).toEqual({ status: 403 });
  });
});

describe('when keys cannot be claimed', () => {
  beforeEach(() => {
    const claim = async (): Promise<never> => {
      throw new Error('down');
    };
    receiving = { ...receiving, idempotencyKeys: { claim } };
  });

  test.each(['stop run-1', 'lever pull global fire'])('stopping goes on: %s', async (text) => {
    expect(await send(command({ text }))).toEqual({ status: 200 });
    expect(handed).toHaveLength(1);
  });

  test('the stop button works', async () => {
    await send(pressed('firedrill.stop'), { path: '/v1/slack/interactions' });
    expect(handed).toHaveLength(1);
  });

  test.each(['run one', 'lever release global fine', 'runstop'])('nothing else does: %s', async (text) => {
    expect((await send(command({ text }))).text).toContain('has done nothing');
    expect(handed).toEqual([]);
  });

  test('an approval does not', async () => {
    const answer = await send(pressed('firedrill.approve'), { path: '/v1/slack/interactions' });
    expect(answer.text).toContain('has done nothing');
    expect(handed).toEqual([]);
  });
});

test('whoever asks is told when nobody can do it', async () => {
  const hand = async (): Promise<never> => {
    throw new Error('no Lambda');
  };
  receiving = { ...receiving, hand };
  expect((await send(command())).text).toContain('has done nothing');
});

describe('through API Gateway', () => {
  const event = (body: string, fields: object = {}) => ({
    ...{ rawPath: '/v1/slack/commands', headers: signed(body), body, isBase64Encoded: false },
    ...fields,
  });

  test.each([false, true])('the bytes are what was signed (base64: %s)', async (isBase64Encoded) => {
    const body = command({ text: 'stop run-1 Grüße 🔥' });
    const sent = isBase64Encoded ? Buffer.from(body).toString('base64') : body;
    expect(await handler(receiving)(event(body, { body: sent, isBase64Encoded }))).toEqual({
      statusCode: 200,
    });
    expect(handed).toHaveLength(1);
  });

  test('a body that only says it is base64 is refused', async () => {
    const answer = await handler(receiving)(event(command(), { isBase64Encoded: true }));
    expect(answer).toEqual({ statusCode: 401 });
  });

  test('a request without a body or headers is refused', async () => {
    expect(await handler(receiving)({ rawPath: '/v1/slack/commands' })).toEqual({ statusCode: 401 });
  });
});
