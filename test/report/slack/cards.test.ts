import { describe, expect, test } from 'vitest';
import type { GameDay } from '../../../core/experiment.ts';
import type { JournalRecord } from '../../../core/ports.ts';
import { gameDayResultOnRecord } from '../../../core/result.ts';
import type { SlackMessage } from '../../../core/slack/slack.ts';
import { runAlarm } from '../../../report/slack/alert.ts';
import { announcement } from '../../../report/slack/announcement.ts';
import { gameDayCard } from '../../../report/slack/game-day-card.ts';
import type { Place } from '../../../report/slack/place.ts';
import { runCard } from '../../../report/slack/run-card.ts';
import { threadMessages } from '../../../report/slack/thread.ts';
import { threadLine } from '../../../report/slack/thread-line.ts';
import { gameDayIn } from '../../support/a-game-day.ts';
import { flawsOf } from '../../support/slack-limits.ts';
import { drawPictures } from '../../support/slack-pictures.ts';
import { openWorld } from '../../support/world.ts';
import { fails, holds } from '../support/a-day.ts';
import { cardWays } from './ways.ts';

const place: Place = {
  environment: 'prod, account 111122223333, eu-central-1',
  flags: ' --aws --stage prod',
  group: 'S0OPERATORS',
};

// `SLACK_PICTURES=<folder> npx vitest run test/report/slack` shows them to a person.
const folder = process.env.SLACK_PICTURES;
const show = (name: string, message: SlackMessage): void => {
  if (folder !== undefined) drawPictures(folder, { [name]: message });
};

const words = (message: SlackMessage): string => JSON.stringify(message);
const actions = (message: SlackMessage): readonly string[] =>
  [...words(message).matchAll(/"action_id":"firedrill\.(\w+)"/g)].map(([, action = '']) => action);

const card = async (way: keyof typeof cardWays): Promise<SlackMessage> => {
  const drawn = runCard(await cardWays[way](), place);
  show(`run-${way}`, drawn);
  expect(flawsOf(drawn)).toEqual([]);
  return drawn;
};

describe('the card of a run', () => {
  test('says while the fault is live what is broken, until when, and how to stop it', async () => {
    const message = await card('observing');
    expect(message.text).toMatch(/^🔥 Fault is live: One web instance stops/);
    for (const said of [
      ...['prod, account 111122223333, eu-central-1', 'ana', 'Users notice nothing', 'web-', '1 of 3'],
      ...['Ends at', '<!date^', 'shop-errors', 'firedrill stop run-', '--aws --stage prod'],
    ])
      expect(words(message)).toContain(said);
    expect(actions(message)).toEqual(['stop']);
  });

  test('asks for an approval by the plan, and can be stopped meanwhile', async () => {
    const message = await card('awaiting-approval');
    expect(actions(message)).toEqual(['approve', 'deny', 'stop']);
    expect(words(message)).toMatch(/Approve plan [0-9a-f]{8}"/);
  });

  test('says who approved', async () => {
    expect(words(await card('approved'))).toContain('ben (Slack)');
  });

  test('says which alarms are expected, and of whom an acknowledgement, each within its time', async () => {
    const message = words(await card('expecting'));
    expect(message).toContain('*Alarms that may fire*, and then stop it\\n`shop-errors`');
    expect(message).toContain(
      '*Alarms expected to fire*, or the hypothesis has failed\\n`shop-slow` within 1 min',
    );
    expect(message).toContain(
      '*Somebody expected to acknowledge*, or the hypothesis has failed\\n`pager` within 1 min 30 s',
    );
    expect(words(await card('observing'))).not.toContain('expected to');
  });

  test('sums up what came of what was expected of monitoring and people', async () => {
    const message = words(await card('noticed'));
    expect(message).toMatch(
      /✅ alarm shop-slow went off after .*❌ nobody acknowledged in pager within 1 min 30 s/,
    );
  });

  test('says who stopped it and why, and has no button any more', async () => {
    const message = await card('stopped');
    expect(words(message)).toContain('Stopped by ben (Slack)*: a customer called');
    expect(actions(message)).toEqual([]);
  });

  test('sums up a run that held: probes before, with the fault and after, and the times', async () => {
    const message = await card('held');
    for (const said of ['✅ Held', 'Recovered', 'Restoration', 'before  →  with the fault  →  after'])
      expect(words(message)).toContain(said);
    expect(actions(message)).toEqual([]);
  });

  test('sums up a run that failed, and why', async () => {
    const message = await card('failed');
    expect(words(message)).toContain('❌ Failed');
    expect(words(message)).toContain('Detected after');
  });

  test('never calls what cannot be undone restored', async () => {
    const message = await card('irreversible');
    expect(words(message)).toContain('IRREVERSIBLE');
    expect(words(message)).not.toContain('RESTORED');
  });

  test('says who must come when something may still be broken', async () => {
    const message = await card('unverified');
    expect(message.text).toMatch(/^🚨 NEEDS A HUMAN/);
    expect(words(message)).toContain('somebody else has changed web-1');
  });

  test('says why a run was refused', async () => {
    const message = await card('refused');
    expect(words(message)).toContain('🚫 Refused');
    expect(actions(message)).toEqual([]);
  });

  test.each(['checking', 'killed', 'open'] as const)('is taken by Slack: %s', async (way) => {
    expect((await card(way)).blocks.length).toBeGreaterThan(3);
  });
});

describe('the thread of a run', () => {
  test('tells its journal in order, each entry once, and nothing of readings', async () => {
    const { journal } = await cardWays.failed();
    const all = threadMessages(journal, -1);
    for (const { message } of all) expect(flawsOf(message)).toEqual([]);
    const lines = all.flatMap(({ message }) => message.blocks);
    const text = words({ text: '', blocks: lines });
    expect(text.indexOf('injected')).toBeGreaterThan(text.indexOf('Checking the steady state'));
    expect(text.indexOf('Concluded')).toBeGreaterThan(text.indexOf('Putting everything back'));
    const [first] = all;
    expect(threadMessages(journal, first?.untilSeq ?? 0)).toEqual(all.slice(1));
    expect(threadMessages(journal, journal.at(-1)?.seq ?? 0)).toEqual([]);
    for (const [n, { message }] of all.entries()) show(`thread-${n}`, message);
  });
});

describe('the thread tells', () => {
  const lineOf = (kind: string, more: Partial<JournalRecord>) =>
    threadLine({
      seq: 1,
      atMs: 0,
      kind,
      actor: 'slack:U0BEN:ben',
      hash: '',
      prev: '',
      ...more,
    } as JournalRecord);

  test('what came of each expectation', async () => {
    const { journal } = await cardWays.noticed();
    const all = threadMessages(journal, -1);
    for (const { message } of all) expect(flawsOf(message)).toEqual([]);
    expect(words({ text: '', blocks: all.flatMap(({ message }) => message.blocks) })).toMatch(
      /🎯 Expected of monitoring and people:\\n✅ alarm shop-slow went off .*\\n❌ nobody acknowledged in pager/,
    );
  });

  test('many long expectations within the limits of Slack, and nothing where there are none', () => {
    const outcomes = Array.from({ length: 50 }, (_, n) => ({
      ...{ kind: 'alarm', name: `a${n}`, withinMs: 1, outcome: 'unknown' },
      reason: '<!channel> & *loud* '.repeat(40),
    }));
    const line = lineOf('expectations-judged', { data: { outcomes } }) ?? '';
    expect(line).toContain('and 4');
    expect(line).not.toContain('<!channel>');
    const record = { seq: 1, atMs: 0, kind: 'expectations-judged', actor: 'firedrill', data: { outcomes } };
    for (const { message } of threadMessages([record as never], -1)) expect(flawsOf(message)).toEqual([]);
    expect(lineOf('expectations-judged', { data: { outcomes: [] } })).toBeUndefined();
    expect(lineOf('expectations-judged', {})).toBeUndefined();
  });

  test('who looks after a run that needs a person', () => {
    expect(lineOf('acknowledged', {})).toContain('🙋 ben (Slack) looks after it: nobody is paged any more');
  });
});

describe('people are called', () => {
  test.each([
    ['held', undefined],
    ['open', undefined],
    ['stopped', undefined],
    ['refused', undefined],
    ['failed', 'failed'],
    ['unverified', 'needs-human'],
  ] as const)('for a run that is %s: %s', async (way, word) => {
    const alarm = runAlarm(await cardWays[way](), place);
    expect(alarm?.word).toBe(word);
    if (alarm === undefined) return;
    show(`alarm-${way}`, alarm.message);
    expect(flawsOf(alarm.message)).toEqual([]);
    expect(alarm.message.text).toContain('<!subteam^S0OPERATORS>');
  });

  test('all who are here, where no group is known', async () => {
    const { group: _, ...nowhere } = place;
    expect(runAlarm(await cardWays.failed(), nowhere)?.message.text).toContain('<!here>');
  });
});

describe('the card of a game day', () => {
  test('shows its steps as they stand, and asks for a go', async () => {
    const world = await openWorld();
    const id = await gameDayIn(world, [{ of: holds }, { of: fails, human: true, expect: 'failed' }]);
    await world.when(async () => (await world.gameDays.get(id))?.waiting !== undefined);
    const message = gameDayCard(await gameDayResultOnRecord(world.main.ports, id), place);
    show('game-day', message);
    expect(flawsOf(message)).toEqual([]);
    expect(actions(message)).toEqual(['go', 'stop']);
    expect(words(message)).toContain('✅ 1. One stops: *Held*');
    expect(words(message)).toContain('(expected failed)');
  });

  test('is announced with a way to skip it', () => {
    const gameDay: GameDay = {
      ...{
        kind: 'GameDay' as const,
        name: 'autumn',
        title: 'Autumn game day',
        owner: 'shop',
        purpose: 'practice',
      },
      ...{ steps: [], notify: [] },
    };
    const announced = { gameDay, atMs: 1_764_000_000_000, inMs: 86_000_000, flexibleMs: 900_000 };
    const message = announcement({ ...announced, occurrence: 'GameDay/1764000000000/autumn' }, place);
    show('announcement', message);
    expect(flawsOf(message)).toEqual([]);
    expect(message.text).toContain('Game day in 24 h');
    expect(actions(message)).toEqual(['skip']);
  });
});
