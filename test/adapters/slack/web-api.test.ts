import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { slackApi } from '../../../adapters/slack/web-api.ts';
import { tokenFinding } from '../../../cli/aws/doctor/slack.ts';
import { ServiceUnavailable, WrongAsAsked } from '../../../core/errors.ts';
import { type SlackServer, startSlack } from '../../support/slack-server.ts';

const message = { text: 'Hello', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'Hello' } }] };

let server: SlackServer;
let nowMs: number;
let slept: number[];

beforeEach(async () => {
  server = await startSlack();
  [nowMs, slept] = [0, []];
  onTestFinished(() => server.close());
});

const slack = (token = server.token, address = server.address) =>
  slackApi({
    token: async () => token,
    address,
    clock: {
      now: () => nowMs,
      sleep: async (ms) => {
        slept.push(ms);
        nowMs += ms;
      },
    },
  });

const limited = (seconds: string) => ({ status: 429, headers: { 'retry-after': seconds } });

describe('a message', () => {
  test('is posted, answered in its thread for all to see, and edited where it is', async () => {
    const place = await slack().post({ channel: '#drills', ...message });
    await slack().post({ ...message, channel: place.channel, threadTs: place.ts, broadcast: true });
    expect(await slack().update(place, { ...message, text: 'Edited' })).toBe(true);
    expect(server.messages).toMatchObject([
      { channel: 'C0DRILLS', ts: place.ts, text: 'Edited', edits: 1, broadcast: false },
      { threadTs: place.ts, broadcast: true },
    ]);
  });

  test('that somebody has deleted is gone, which is an answer', async () => {
    const place = await slack().post({ channel: '#drills', ...message });
    server.remove(place.ts);
    expect(await slack().update(place, message)).toBe(false);
  });

  test('that breaks a limit is refused, and the refusal says where', async () => {
    const wrong = {
      text: 'x',
      blocks: [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }],
    };
    await expect(slack().post({ channel: '#drills', ...wrong })).rejects.toThrow(
      /invalid_blocks \(blocks\[0\]: header has 151 characters/,
    );
  });
});

describe('when Slack asks for patience', () => {
  test('a call waits as long as Slack says, and is made', async () => {
    let times = 2;
    server.meddle(() => (times-- > 0 ? limited('3') : undefined));
    await slack().post({ channel: '#drills', ...message });
    expect(slept).toEqual([3_000, 3_000]);
    expect(server.messages).toHaveLength(1);
  });

  test.each(['30', '3600', 'soon', ''])('a call gives up when that is too long: %j', async (seconds) => {
    server.meddle(() => limited(seconds));
    await expect(slack().post({ channel: '#drills', ...message })).rejects.toBeInstanceOf(ServiceUnavailable);
    expect(slept).toEqual([]);
  });

  test('a call does not wait for ever', async () => {
    server.meddle(() => limited('0'));
    await expect(slack().post({ channel: '#drills', ...message })).rejects.toBeInstanceOf(ServiceUnavailable);
    expect(slept.length).toBeLessThanOrEqual(20);
  });
});

describe('a no', () => {
  test.each([
    ['invalid_auth', WrongAsAsked],
    ['channel_not_found', WrongAsAsked],
    ['not_in_channel', WrongAsAsked],
    ['internal_error', ServiceUnavailable],
    ['ratelimited', ServiceUnavailable],
    ['service_unavailable', ServiceUnavailable],
  ])('%s is named, and never the token', async (error, failure) => {
    server.meddle(() => ({ error }));
    const post = slack().post({ channel: '#drills', ...message });
    await expect(post).rejects.toBeInstanceOf(failure);
    await expect(post).rejects.toThrow(error);
    await expect(post).rejects.not.toThrow(server.token);
  });

  test.each([
    ['an error of the server', { status: 503, body: 'down' }],
    ['a page of a proxy', { status: 200, body: '<html>' }],
    ['JSON that is no object', { status: 200, body: '"ok"' }],
    ['a redirect', { status: 302, headers: { location: 'http://elsewhere.test' } }],
  ])('%s is no answer', async (_, meddling) => {
    server.meddle(() => meddling);
    await expect(slack().update({ channel: 'C1', ts: '1' }, message)).rejects.toBeInstanceOf(
      ServiceUnavailable,
    );
  });

  test('an answer that is lost may have been a yes, so it is asked again later', async () => {
    server.meddle(() => 'lose-answer');
    await expect(slack().post({ channel: '#drills', ...message })).rejects.toBeInstanceOf(ServiceUnavailable);
  });

  test('nobody at the address is no answer', async () => {
    await server.close();
    await expect(slack().whoAmI()).rejects.toBeInstanceOf(ServiceUnavailable);
    server = await startSlack();
  });
});

describe('people', () => {
  test('are asked for by their group', async () => {
    expect(await slack().membersOf('S0OPERATORS')).toEqual(['U0OPERATOR', 'U0OTHER']);
    await expect(slack().membersOf('S0NOBODY')).rejects.toThrow('no_such_subteam');
  });

  test('are answered where they asked, so that nobody else sees it', async () => {
    await slack().respond(server.responseUrl, message);
    await slack().respond(server.responseUrl, message, { replace: true });
    expect(server.responses).toMatchObject([
      { text: 'Hello', response_type: 'ephemeral', replace_original: false },
      { text: 'Hello', replace_original: true },
    ]);
  });

  test.each([
    'https://evil.test/response',
    'http://169.254.169.254/latest',
    'https://hooks.slack.com.evil.test/x',
  ])('are not answered elsewhere: %s', async (address) => {
    await expect((async () => slack().respond(address, message))()).rejects.toBeInstanceOf(WrongAsAsked);
    expect(server.responses).toEqual([]);
  });
});

test('a token says whose it is', async () => {
  expect(await slack().whoAmI()).toEqual({ team: 'Test', teamId: 'T0TEAM', bot: 'firedrill' });
  await expect(slack('xoxb-other').whoAmI()).rejects.toThrow('invalid_auth');
});

describe('the doctor', () => {
  test('says whose a token is, and what to do about one that is none', async () => {
    const reference = 'ssm:/firedrill/prod/slack-token';
    expect(await tokenFinding(server.token, reference, server.address)).toEqual({
      ...{ check: 'Slack token', level: 'ok', found: 'firedrill in Test (T0TEAM)' },
    });
    const wrong = await tokenFinding('xoxb-other', reference, server.address);
    expect(wrong).toMatchObject({ level: 'bad', found: expect.stringContaining('invalid_auth') });
    expect(JSON.stringify(wrong)).not.toContain('xoxb-other');
  });

  test('has not looked where Slack does not answer', async () => {
    server.meddle(() => ({ status: 503 }));
    await expect(tokenFinding(server.token, 'ssm:/x', server.address)).rejects.toBeInstanceOf(
      ServiceUnavailable,
    );
  });
});
