import { createHmac } from 'node:crypto';
import { inspect } from 'node:util';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { secretsByScheme } from '../../adapters/secrets/by-scheme.ts';
import { environmentSecrets } from '../../adapters/secrets/environment-secrets.ts';
import { slackApi } from '../../adapters/slack/web-api.ts';
import { bearers } from '../../cli/daemon/api.ts';
import { ServiceUnavailable } from '../../core/errors.ts';
import type { SlackAsked } from '../../core/slack/asked.ts';
import { slackPeople } from '../../core/slack/people.ts';
import { type Receiving, receive } from '../../core/slack/receive.ts';
import { tell } from '../../core/slack/tell.ts';
import { work } from '../../core/slack/work.ts';
import { slackDrawing } from '../../report/slack/drawing.ts';
import { toldOf } from '../../report/slack/told.ts';
import { anApi, json } from '../functions/api/an-api.ts';
import { goodRequests } from '../functions/api/requests.ts';
import { anExperiment } from '../support/an-experiment.ts';
import { memoryDefinitions } from '../support/memory/definitions.ts';
import { memoryIdempotencyKeys } from '../support/memory/idempotency-keys.ts';
import { memoryOccurrences } from '../support/memory/occurrences.ts';
import { memorySlackMessages } from '../support/memory/slack-messages.ts';
import { type Answering, answering, openReceiver, resetting } from '../support/receiver.ts';
import { openWorld } from '../support/world.ts';
import { canary, expectNoCanary, wholeFailure } from './canary.ts';

const environment = { SLACK_SIGNING_SECRET: canary, SLACK_BOT_TOKEN: `xoxb-${canary}` };
const secrets = secretsByScheme({ env: environmentSecrets(environment) });

const printed: string[] = [];
const spied = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) =>
  vi.spyOn(console, level).mockImplementation((...given) => void printed.push(inspect(given))),
);
beforeEach(() => void printed.splice(0));
afterAll(() => {
  for (const spy of spied) spy.mockRestore();
});

const clock = { now: Date.now, sleep: async () => undefined };
const place = { environment: 'prod', flags: '' };

/** A command as Slack sends it: with the token of old and a response address, which are secrets too. */
const signed = (text: string, responseUrl: string, secret = canary) => {
  const fields = { team_id: 'T0TEAM', api_app_id: 'A0APP', user_id: 'U0ANA', user_name: 'ana', text };
  const more = { token: canary, response_url: responseUrl, trigger_id: text };
  const body = new URLSearchParams({ ...fields, ...more }).toString();
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  const headers = { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature };
  return { path: '/v1/slack/commands', headers, body: Buffer.from(body) };
};

/** A run that Slack is told of, and is started, stopped and looked at from there, and everything that comes out of it. */
const slackOut = async (answer: Answering) => {
  const { url, received } = await openReceiver(answer);
  const world = await openWorld({ needs: 2 });
  const { ports } = world.main;
  const slack = slackApi({ token: () => secrets.read('env:SLACK_BOT_TOKEN'), clock, address: `${url}/api` });
  const messages = memorySlackMessages();
  const idempotencyKeys = memoryIdempotencyKeys();
  const read = (id: string) => toldOf(ports, id, place);
  const failures: unknown[] = [];
  const trying = (one: Promise<unknown>) => one.catch((failure: unknown) => void failures.push(failure));
  const tellIt = (id: string) =>
    trying(tell({ slack, messages, clock, ids: ports.ids, channel: '#drills', read }, id));
  const handed: SlackAsked[] = [];
  const receiving: Receiving = {
    ...{ clock, idempotencyKeys, team: 'T0TEAM', app: 'A0APP' },
    secrets: async () => [await secrets.read('env:SLACK_SIGNING_SECRET')],
    hand: async (asked) => void handed.push(asked),
  };
  const responseUrl = `${url}/response/${canary}`;
  const runId = await world.start(anExperiment());
  await world.until(runId, 'observing');
  await tellIt(runId);
  const down: Receiving['idempotencyKeys'] = {
    claim: async () => Promise.reject(new ServiceUnavailable('the table does not answer')),
  };
  const answers = [
    await receive(receiving, signed('stop all', responseUrl, 'another secret')),
    await receive({ ...receiving, app: 'A0OTHER' }, signed('list', responseUrl)),
    await receive({ ...receiving, idempotencyKeys: down }, signed('list', responseUrl)),
    ...(await Promise.all(
      ['status', `status ${runId}`, 'run shop', 'nonsense', `stop ${runId}`].map((text) =>
        receive(receiving, signed(text, responseUrl)),
      ),
    )),
  ];
  const fronts = { definitions: memoryDefinitions(), occurrences: memoryOccurrences(), idempotencyKeys };
  const people = slackPeople(slack, { operators: 'S0OPERATORS' }, clock);
  const working = { ports, fronts, slack, messages, people, drawing: slackDrawing(read) };
  for (const asked of handed) await trying(work(working, asked));
  await world.concluded(runId);
  await tellIt(runId);
  const told = await read(runId);
  return {
    ...{ received, answers, handed },
    outputs: {
      card: told?.card,
      thread: told?.thread(-1),
      alarm: told?.alarm,
      'what Slack was told': received.map(({ body }) => body),
      answers,
      'what was handed on': handed.map(({ answerTo: _, ...asked }) => asked),
      'messages on record': await messages.of(runId),
      journal: await world.journal.read(runId),
      run: await world.look(runId),
      log: [...printed],
      errors: failures.map(wholeFailure),
    },
  };
};

const said =
  (of: (headers: Readonly<Record<string, string | undefined>>) => object): Answering =>
  ({ headers }, response) =>
    void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(of(headers)));

describe('no secret of Slack comes out', () => {
  test.each<readonly [string, Answering]>([
    ['takes everything', said(() => ({ ok: true, channel: 'C0', ts: '1.1', users: ['U0ANA'] }))],
    [
      'refuses everything, and repeats who asked',
      said(({ authorization }) => ({ ok: false, error: authorization })),
    ],
    ['is down, and repeats a secret', answering(500, {}, canary)],
    ['answers with what is no JSON', answering(200, {}, canary)],
    ['is busy', answering(429, { 'retry-after': '3600' })],
    ['sends elsewhere', answering(302, { location: `https://example.com/${canary}` })],
    ['cuts the connection', resetting],
  ])('when Slack %s', async (_, answer) => {
    const { received, answers, handed, outputs } = await slackOut(answer);
    // The canaries did go where they belong, and the requests were taken; else this would show nothing.
    expect(received.some(({ headers }) => headers.authorization?.includes(canary))).toBe(true);
    expect(received.some(({ path }) => path.includes(canary))).toBe(true);
    expect(answers.map(({ status }) => status)).toEqual([401, 403, 200, 200, 200, 200, 200, 200]);
    expect(handed).toHaveLength(5);
    expect(printed.length).toBeGreaterThan(0);
    expectNoCanary(outputs);
  });
});

const tokens = {
  viewer: `${canary}-of-the-viewer`,
  operator: `${canary}-of-the-operator`,
  admin: `${canary}-of-the-admin`,
};

/** An answer with everything in it. */
const whole = async (response: Response) => ({
  status: response.status,
  headers: [...response.headers],
  body: await response.text(),
});

describe('no token of the API comes out', () => {
  test('of any operation, whoever asks', async () => {
    const answers: Awaited<ReturnType<typeof whole>>[] = [];
    const { version } = await anApi();
    for (const id of Object.keys(goodRequests(version)))
      for (const as of [tokens.viewer, tokens.admin, `${canary}-of-nobody-we-know`]) {
        const { ask, logged, fronts, ports } = await anApi({ who: bearers(tokens) });
        const { path = '', init } = goodRequests(version)[id] ?? {};
        const answer = await whole(await ask(path, { ...init, as }));
        answers.push(answer);
        expectNoCanary({
          ...{ [`the answer to ${id}`]: answer, 'the log': logged, printed },
          documents: await fronts.definitions.list('Experiment'),
          runs: await ports.runs.list(100),
          journal: await ports.journal.read('run-open'),
          levers: await ports.levers.engaged(['global', 'service:shop']),
        });
      }
    const statuses = new Set(answers.map(({ status }) => status));
    for (const status of [200, 201, 202, 204, 401, 403]) expect(statuses).toContain(status);
  });

  test('nor of what goes wrong', async () => {
    const { ask, logged, ports, version } = await anApi({ who: bearers(tokens) });
    const as = tokens.admin;
    const broken = vi.spyOn(ports.runs, 'get').mockRejectedValueOnce(new TypeError('it is broken'));
    broken.mockRejectedValueOnce(new ServiceUnavailable('throttled'));
    const answers = [
      await ask('/v1/runs/run-open', { as }),
      await ask('/v1/runs/run-open', { as }),
      await ask('/v1/runs/none', { as }),
      await ask('/v1/nowhere', { as }),
      await ask('/v1/runs?limit=x', { as }),
      await ask('/v1/experiments/one', { ...json('PUT', {}, { 'if-match': `"${version}"` }), as }),
      await ask('/v1/experiments/one', { method: 'DELETE', headers: { 'if-match': '"x"' }, as }),
      await ask('/v1/runs', { ...json('POST', { name: 'one' }), as }),
      await ask('/v1/runs/run-open/stop', { ...json('POST', []), as }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([500, 503, 404, 404, 400, 422, 412, 400, 422]);
    expect(logged.length).toBeGreaterThan(0);
    expectNoCanary({ problems: await Promise.all(answers.map(whole)), logged, printed });
  });
});
