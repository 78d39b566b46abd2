import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { slackApi } from '../../../adapters/slack/web-api.ts';
import { ServiceUnavailable } from '../../../core/errors.ts';
import { type Telling, tell } from '../../../core/slack/tell.ts';
import { toldOf } from '../../../report/slack/told.ts';
import { fails, holds } from '../../report/support/a-day.ts';
import { gameDayIn } from '../../support/a-game-day.ts';
import { anExperiment } from '../../support/an-experiment.ts';
import { memorySlackMessages } from '../../support/memory/slack-messages.ts';
import { type SlackServer, startSlack } from '../../support/slack-server.ts';
import { openWorld, type World } from '../../support/world.ts';

let server: SlackServer;
beforeEach(async () => {
  server = await startSlack();
  onTestFinished(() => server.close());
});

const place = { environment: 'prod', flags: ' --aws', group: 'S0OPERATORS' };

const tellingIn = (world: World, fields: Partial<Telling> = {}): Telling => {
  const { ports } = world.main;
  const clock = { now: world.clock.now, sleep: async () => undefined };
  return {
    slack: slackApi({ token: async () => server.token, address: server.address, clock }),
    messages: memorySlackMessages(),
    ...{ clock, ids: ports.ids, channel: '#drills' },
    read: (id) => toldOf(ports, id, place),
    ...fields,
  };
};

const main = () => server.messages.filter(({ threadTs }) => threadTs === undefined);
const thread = () =>
  server.messages.filter(({ threadTs, broadcast }) => threadTs !== undefined && !broadcast);
const called = () => server.messages.filter(({ broadcast }) => broadcast);
const linesOf = (messages: readonly { readonly blocks: readonly unknown[] }[]) =>
  messages.flatMap(({ blocks }) => blocks.map((block) => JSON.stringify(block)));

describe('a run', () => {
  test('has one message, edited in place, and each of its entries once and in order in the thread', async () => {
    const world = await openWorld({ needs: 2 });
    const telling = tellingIn(world);
    const runId = await world.start(anExperiment());
    for (const state of ['checking', 'observing', 'closed'] as const) {
      await world.until(runId, state);
      // Events come twice, and in any order: only the id counts.
      await tell(telling, runId);
      await tell(telling, runId);
    }
    await world.concluded(runId);
    await tell(telling, runId);
    expect(main()).toHaveLength(1);
    expect(main()[0]?.text).toMatch(/^✅ Held/);
    const lines = linesOf(thread());
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines[0]).toContain('Started by ana');
    expect(lines.at(-1)).toContain('Concluded');
    expect(called()).toEqual([]);
  });

  test('whose hypothesis fails calls people, once', async () => {
    const world = await openWorld({ needs: 3 });
    const telling = tellingIn(world);
    const runId = await world.start(anExperiment());
    await world.concluded(runId);
    await tell(telling, runId);
    await tell(telling, runId);
    expect(called()).toHaveLength(1);
    expect(called()[0]?.text).toContain('<!subteam^S0OPERATORS>');
    expect(called()[0]?.threadTs).toBe(main()[0]?.ts);
  });

  test('is told of by one, though several begin at once', async () => {
    const world = await openWorld({ needs: 2 });
    const telling = tellingIn(world);
    const runId = await world.start(anExperiment());
    await world.until(runId, 'observing');
    await Promise.all(Array.from({ length: 5 }, () => tell(telling, runId)));
    expect(main()).toHaveLength(1);
    const lines = linesOf(thread());
    expect(new Set(lines).size).toBe(lines.length);
  });

  test('is shown anew when something happens while it is being shown', async () => {
    const world = await openWorld({ needs: 2 });
    const telling = tellingIn(world);
    const runId = await world.start(anExperiment());
    await world.until(runId, 'checking');
    let meanwhile: () => Promise<void> = async () => undefined;
    const slow: Telling = {
      ...telling,
      slack: {
        ...telling.slack,
        post: async (message) => {
          const act = meanwhile;
          meanwhile = async () => undefined;
          await act();
          return telling.slack.post(message);
        },
      },
    };
    meanwhile = async () => {
      await world.until(runId, 'observing');
      await tell(telling, runId); // leaves word, because another is at it
      expect(server.messages).toEqual([]);
    };
    await tell(slow, runId);
    expect(main()).toHaveLength(1);
    expect(main()[0]?.text).toMatch(/^🔥 Fault is live/);
  });

  test('is posted anew when its message is gone', async () => {
    const world = await openWorld({ needs: 2 });
    const telling = tellingIn(world);
    const runId = await world.start(anExperiment());
    await world.until(runId, 'observing');
    await tell(telling, runId);
    server.remove(main()[0]?.ts ?? '');
    await world.concluded(runId);
    await tell(telling, runId);
    expect(main()).toHaveLength(1);
    expect((await telling.messages.get(runId, '#drills'))?.place?.ts).toBe(main()[0]?.ts);
    expect(thread().at(-1)?.threadTs).toBe(main()[0]?.ts);
  });

  test('is told of later when Slack is down, and nothing is lost or said twice', async () => {
    const world = await openWorld({ needs: 2 });
    const telling = tellingIn(world);
    const runId = await world.start(anExperiment());
    await world.concluded(runId);
    let fails = 0;
    server.meddle((method) => (method === 'chat.postMessage' && fails++ === 1 ? { status: 503 } : undefined));
    await expect(tell(telling, runId)).rejects.toBeInstanceOf(ServiceUnavailable);
    await tell(telling, runId);
    expect(main()).toHaveLength(1);
    const lines = linesOf(thread());
    expect(lines[0]).toContain('Started by ana');
    expect(new Set(lines).size).toBe(lines.length);
  });

  test('is taken over from whoever died at it', async () => {
    const world = await openWorld({ needs: 2 });
    const telling = tellingIn(world);
    const runId = await world.start(anExperiment());
    await world.until(runId, 'observing');
    const busy = { by: 'dead', untilMs: world.clock.now() + 60_000 };
    const started = {
      subject: runId,
      channel: '#drills',
      version: 1,
      toldSeq: -1,
      called: [],
      busy,
      atMs: 0,
    };
    await telling.messages.put(started, undefined);
    await tell(telling, runId);
    expect(server.messages).toEqual([]);
    await world.clock.advance(60_001);
    await tell(telling, runId);
    expect(main()).toHaveLength(1);
  });

  test('remembers the plan that its buttons speak of', async () => {
    const world = await openWorld({ needs: 2 });
    const telling = tellingIn(world);
    const runId = await world.start(anExperiment({ approval: { required: true, timeoutMs: 3_600_000 } }));
    await world.until(runId, 'awaiting-approval');
    await tell(telling, runId);
    const { plan } = await world.look(runId);
    expect((await telling.messages.get(runId, '#drills'))?.planHash).toBe(plan?.hash);
  });

  test('that there is not is nothing to tell', async () => {
    const world = await openWorld({ warmUpMs: 0 });
    await tell(tellingIn(world), 'nowhere');
    expect(server.calls).toEqual([]);
  });
});

describe('a channel that a document names', () => {
  const on = (...words: ('started' | 'concluded' | 'failed' | 'needs-human')[]) =>
    anExperiment({ notify: [{ channel: 'slack:#oncall', on: words }] });

  test.each([
    [['failed'], 3, 1, 1],
    [['failed'], 2, 0, 0],
    [['concluded'], 2, 1, 0],
    [['needs-human'], 3, 0, 0],
    [['started'], 3, 1, 0],
  ] as const)('hears of %j only (%i instances needed)', async (words, needs, messages, calls) => {
    const world = await openWorld({ needs });
    const runId = await world.start(on(...words));
    await world.concluded(runId);
    await tell(tellingIn(world, { channel: '' }), runId);
    const there = server.messages.filter(({ channel }) => channel === 'C0ONCALL');
    expect(there.filter(({ threadTs }) => threadTs === undefined)).toHaveLength(messages);
    expect(there.filter(({ broadcast }) => broadcast)).toHaveLength(calls);
  });

  test('keeps nothing from another when it is not there', async () => {
    const world = await openWorld({ needs: 2 });
    const runId = await world.start(anExperiment({ notify: [{ channel: 'slack:#gone', on: ['started'] }] }));
    await world.concluded(runId);
    await expect(tell(tellingIn(world), runId)).rejects.toThrow('channel_not_found');
    expect(main()).toHaveLength(1);
  });
});

test('a game day has a message of its own, with its steps', async () => {
  const world = await openWorld();
  const telling = tellingIn(world);
  const id = await gameDayIn(world, [{ of: holds }, { of: fails, human: true }]);
  await world.when(async () => (await world.gameDays.get(id))?.waiting !== undefined);
  await tell(telling, id);
  expect(main()[0]?.text).toMatch(/^✋ Game day waits for a go/);
  expect(linesOf(thread()).join()).toContain('Step 1: One stops');
});
