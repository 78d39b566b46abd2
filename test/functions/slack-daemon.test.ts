import { createHmac } from 'node:crypto';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { DaemonHost, Route } from '../../cli/daemon/parts.ts';
import { slackPart } from '../../cli/daemon/slack.ts';
import { labSlackSettings } from '../../cli/daemon/slack-settings.ts';
import { openStore } from '../../lab/store/open-store.ts';
import { temporaryDirectory } from '../lab/store/state-dir.ts';
import { anExperiment } from '../support/an-experiment.ts';
import { memoryDefinitions } from '../support/memory/definitions.ts';
import { memoryOccurrences } from '../support/memory/occurrences.ts';
import { startSlack } from '../support/slack-server.ts';
import { openWorld } from '../support/world.ts';

const environment = (address: string) => ({
  ...{ FIREDRILL_SLACK_TOKEN: 'env:TEST_SLACK_TOKEN', FIREDRILL_SLACK_API: address },
  ...{ FIREDRILL_SLACK_CHANNEL: '#drills', FIREDRILL_SLACK_SIGNING_SECRET: 'env:TEST_SLACK_SECRET' },
  ...{ FIREDRILL_SLACK_TEAM: 'T0TEAM', FIREDRILL_SLACK_APP: 'A0APP' },
});

const open = async () => {
  const server = await startSlack();
  const given = { ...environment(server.address), TEST_SLACK_TOKEN: server.token, TEST_SLACK_SECRET: 's' };
  for (const [name, value] of Object.entries(given)) vi.stubEnv(name, value);
  const world = await openWorld({ needs: 2 });
  const listeners = new Set<(id: string) => void>();
  let route: Route = async () => undefined;
  const stateDir = temporaryDirectory();
  const store = openStore(stateDir);
  const labNow = () => Date.now() + 24 * 60 * 60_000;
  const host = {
    stateDir,
    lab: { clock: { now: labNow, scale: 10 } },
    orchestrator: world.main,
    fronts: {
      ...{ definitions: memoryDefinitions(), occurrences: memoryOccurrences() },
      idempotencyKeys: store.idempotencyKeys,
    },
    hear: (listen: (id: string) => void) => {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    serve: (_: string, one: Route) => {
      route = one;
    },
  };
  const part = await slackPart(host as unknown as DaemonHost);
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    store.close();
    await server.close();
  });
  const send = async (text: string, timestamp = String(Math.floor(Date.now() / 1_000))) => {
    const fields = { team_id: 'T0TEAM', api_app_id: 'A0APP', user_id: 'U0ANA', user_name: 'ana', text };
    const more = { response_url: server.responseUrl, trigger_id: text };
    const body = new URLSearchParams({ ...fields, ...more }).toString();
    const signature = `v0=${createHmac('sha256', 's').update(`v0:${timestamp}:${body}`).digest('hex')}`;
    const headers = { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature };
    return route(new Request('http://127.0.0.1/v1/slack/commands', { method: 'POST', headers, body }));
  };
  return {
    ...{ server, world, part, send, store, labNow },
    hear: (id: string) => {
      for (const listen of listeners) listen(id);
    },
  };
};

describe('the daemon of the lab', () => {
  test('tells Slack of a run, and stops it when Slack says so', async () => {
    const { server, world, part, send, hear } = await open();
    const runId = await world.start(anExperiment());
    await world.until(runId, 'observing');
    hear(runId);
    hear(runId);
    expect((await send(`stop ${runId}`))?.status).toBe(200);
    await world.concluded(runId);
    await part.close();
    expect(server.messages.filter(({ threadTs }) => threadTs === undefined)).toHaveLength(1);
    expect(server.responses[0]?.text).toContain('🛑 Stopping');
    expect((await world.look(runId)).signal?.actor).toBe('slack:U0ANA:ana');
  });

  test('does nothing twice, though a start by the time of the lab comes in between', async () => {
    const { server, part, send, store, labNow } = await open();
    const timestamp = String(Math.floor(Date.now() / 1_000));
    await send('status', timestamp);
    const start = { key: 'k', bodyHash: 'b', answer: {}, atMs: labNow(), forMs: 1_000 };
    await store.idempotencyKeys.claim(start);
    expect((await send('status', timestamp))?.status).toBe(200);
    await part.close();
    expect(server.responses).toHaveLength(1);
  });

  test('takes nothing that Slack has not signed', async () => {
    const { part, send } = await open();
    vi.stubEnv('TEST_SLACK_SECRET', 'another');
    expect((await send('stop all'))?.status).toBe(401);
    await part.close();
  });

  test('has nothing of Slack where nothing is said of it', async () => {
    vi.stubEnv('FIREDRILL_SLACK_TOKEN', '');
    onTestFinished(() => void vi.unstubAllEnvs());
    const part = await slackPart({} as DaemonHost);
    await expect(part.close()).resolves.toBeUndefined();
  });
});

test.each([
  ['FIREDRILL_SLACK_TOKEN', 'xoxb-the-token-itself'],
  ['FIREDRILL_SLACK_OPERATORS', '#oncall'],
  ['FIREDRILL_SLACK_TEAM', 'acme'],
  ['FIREDRILL_SLACK_API', 'nowhere'],
])('%s that is %s is said to be wrong, and is not shown', (name, value) => {
  const given = { ...environment('http://127.0.0.1:1/api'), [name]: value };
  expect(() => labSlackSettings(given)).toThrow(name);
  expect(() => labSlackSettings(given)).not.toThrow('the-token-itself');
});
