import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { checkedFetch } from '../../adapters/http/checked-fetch.ts';
import { posting } from '../../adapters/http/post.ts';
import { pagerDutyMessenger } from '../../adapters/pagerduty/pagerduty.ts';
import { secretsByScheme } from '../../adapters/secrets/by-scheme.ts';
import { cachedSecrets } from '../../adapters/secrets/cached.ts';
import { environmentSecrets } from '../../adapters/secrets/environment-secrets.ts';
import { teamsMessenger } from '../../adapters/teams/teams.ts';
import { webhookMessenger } from '../../adapters/webhook/webhook.ts';
import { eventOf } from '../../core/events.ts';
import { parseChannel } from '../../core/notices/channels.ts';
import { readIntegrations } from '../../core/notices/integrations.ts';
import type { NoticeDesk } from '../../core/notices/tell-people.ts';
import { toldHere } from '../../core/notices/told-here.ts';
import { runResult } from '../../core/result.ts';
import { handler } from '../../functions/tell-people/handler.ts';
import { chaosToolkitJournal } from '../../report/chaos-toolkit.ts';
import { htmlOf } from '../../report/html-of.ts';
import { junit } from '../../report/junit.ts';
import { markdown } from '../../report/markdown.ts';
import { anExperiment } from '../support/an-experiment.ts';
import { loopback, loopbackReach } from '../support/loopback.ts';
import { type Answering, answering, hanging, openReceiver, resetting } from '../support/receiver.ts';
import { openWorld } from '../support/world.ts';
import { canary, expectNoCanary, inText, wholeFailure } from './canary.ts';

// Every secret that a deployment has, each with the same canary in it.
const environment = (url: string): Readonly<Record<string, string>> => ({
  PAGERDUTY_KEY: canary,
  TEAMS_URL: `${url}/workflows/1?sig=${canary}`,
  WEBHOOK_URL: `${url}/hooks/${canary}`,
  WEBHOOK_SECRET: `whsec_${Buffer.from(`${canary}!!!!`).toString('base64')}`,
  WEBHOOK_OLD_SECRET: `whsec_${Buffer.from(`${canary}????`).toString('base64')}`,
  NOT_A_SECRET_OF_A_WEBHOOK: canary,
  NOT_A_URL: `${canary} is no address`,
  SLACK_SIGNING_SECRET: canary,
  SLACK_BOT_TOKEN: `xoxb-${canary}`,
  FIREDRILL_API_TOKEN: canary,
  AWS_SESSION_TOKEN: canary,
});

const integrations = readIntegrations(
  JSON.stringify({
    integrations: {
      shop: { type: 'pagerduty', routingKey: 'env:PAGERDUTY_KEY' },
      ops: { type: 'teams', url: 'env:TEAMS_URL' },
      audit: {
        type: 'webhook',
        url: 'env:WEBHOOK_URL',
        secrets: ['env:WEBHOOK_SECRET', 'env:WEBHOOK_OLD_SECRET'],
      },
      'bad-secret': { type: 'webhook', url: 'env:WEBHOOK_URL', secrets: ['env:NOT_A_SECRET_OF_A_WEBHOOK'] },
      'bad-url': { type: 'teams', url: 'env:NOT_A_URL' },
      'no-secret': { type: 'teams', url: 'env:NOT_SET' },
    },
    needsHuman: ['pagerduty:shop'],
  }),
  'the parameter',
);
const channels = [
  'pagerduty:shop',
  'teams:ops',
  'webhook:audit',
  'webhook:bad-secret',
  'teams:bad-url',
  'teams:no-secret',
  'teams:gone',
];

const printed: string[] = [];
const spied = (['log', 'info', 'warn', 'error', 'debug'] as const).map((level) =>
  vi.spyOn(console, level).mockImplementation((...given) => void printed.push(inspect(given))),
);
beforeAll(() => void vi.stubEnv('FIREDRILL_API_TOKEN', canary));
afterAll(() => {
  vi.unstubAllEnvs();
  for (const spy of spied) spy.mockRestore();
});

/** A whole run whose people are told by receivers that answer like this, and everything that comes out of it. */
const everythingOut = async (answer: Answering) => {
  printed.length = 0;
  const { url, received } = await openReceiver(answer);
  for (const [name, value] of Object.entries(environment(url))) vi.stubEnv(name, value);
  const world = await openWorld({ needs: 3 });
  const on = ['started', 'concluded', 'failed', 'needs-human'] as const;
  const notify = channels.map((channel) => ({ channel, on }));
  const runId = await world.start(anExperiment({ notify }));
  await world.concluded(runId);
  const events = (await world.journal.read(runId)).flatMap((record) => eventOf(runId, record) ?? []);
  const desk: NoticeDesk = {
    ...world.main.ports,
    clock: { now: Date.now, at: () => () => undefined, sleep: async () => undefined },
    told: toldHere(),
    integrations: async () => integrations,
    messengers: messengersTo(url),
  };
  const failures: unknown[] = [];
  for (const event of events)
    await handler(desk)({ 'detail-type': event.type, detail: event }).catch((failure: unknown) => {
      failures.push(failure);
    });
  const result = await runResult(world.main.ports, runId);
  return {
    received,
    failures,
    outputs: {
      journal: await world.journal.read(runId),
      run: await world.look(runId),
      faults: await world.faultsOf(runId),
      events,
      execution: world.main.engine.describeExecution(runId),
      history: world.main.engine.getExecutionHistory(runId),
      'what people were told': world.notices.told,
      reports: [...world.reports.saved.values()],
      html: await htmlOf(result),
      json: JSON.stringify(result),
      markdown: markdown(result),
      junit: junit(result),
      'chaos toolkit': chaosToolkitJournal(result),
      log: [...printed],
      errors: failures.map(wholeFailure),
    },
  };
};

const messengersTo = (url: string): NoticeDesk['messengers'] => {
  const secrets = cachedSecrets(secretsByScheme({ env: environmentSecrets(process.env) }), Date);
  const send = posting(checkedFetch(loopbackReach, loopback), 100);
  return {
    pagerduty: pagerDutyMessenger(secrets, send, { us: url, eu: url }),
    teams: teamsMessenger(secrets, send),
    webhook: webhookMessenger(secrets, send, Date),
  };
};

const echo: Answering = ({ path, body, headers }, response) =>
  void response.writeHead(400, { 'x-said': path }).end(JSON.stringify({ path, body, headers }));

describe('no secret comes out of a run', () => {
  test.each<readonly [string, Answering]>([
    ['take everything', answering(202)],
    ['refuse everything, and repeat what they were sent', echo],
    ['are busy', answering(429, { 'retry-after': '30' })],
    ['are down', answering(503, {}, canary)],
    ['send elsewhere', answering(302, { location: `https://example.com/${canary}` })],
    ['cut the connection', resetting],
    ['hang', hanging],
  ])('when those who are told %s', async (_, answer) => {
    const { received, outputs } = await everythingOut(answer);
    // The canaries did go where they belong; else this would show nothing.
    expect(received.some(({ path, body }) => `${path}${body}`.includes(canary))).toBe(true);
    expectNoCanary(outputs);
  });

  test('and what could not be told is on record by its name', async () => {
    const { outputs } = await everythingOut(answering(404));
    const failed = outputs.journal.filter(({ kind }) => kind === 'notice-failed');
    expect(new Set(failed.map(({ data }) => data?.channel))).toEqual(new Set(channels));
    expect(inText(failed)).toContain('webhook:audit answered 404');
    expect(inText(failed)).toContain('The secret env:NOT_SET is not set');
  });

  test('nor does a document take one in the place of a channel, nor the integrations in that of a reference', () => {
    const written = [
      `teams:https://x.test/?sig=${canary}`,
      `slack:xoxb-${canary}`,
      `pagerduty:${canary}`,
      canary,
    ];
    for (const text of written) {
      const parsed = parseChannel(text);
      expect(parsed.ok).toBe(false);
      expect(JSON.stringify(parsed)).not.toContain(canary);
    }
    const wrong = { integrations: { a: { type: 'pagerduty', routingKey: canary } } };
    expect(() => readIntegrations(JSON.stringify(wrong), 'x')).toThrow(/is no reference to a secret/);
  });
});
