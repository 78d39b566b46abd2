import { describe, expect, test } from 'vitest';
import type { GameDay } from '../../../core/experiment.ts';
import { type Announced, type Announcing, announce } from '../../../core/slack/announce.ts';
import type { SlackPost } from '../../../core/slack/slack.ts';
import { memoryDefinitions } from '../../support/memory/definitions.ts';
import { memoryOccurrences } from '../../support/memory/occurrences.ts';

const minute = 60_000;
const hour = 60 * minute;
const atMs = 1_764_000_000_000;

const autumn: GameDay = {
  ...{ kind: 'GameDay', name: 'autumn', title: 'Autumn', owner: 'shop', purpose: 'practice', steps: [] },
  notify: [],
  schedule: { expression: 'at(2025-11-24T16:00:00)', zone: 'UTC' },
};

const open = async (gameDay: GameDay = autumn) => {
  const told: (SlackPost & { readonly announced: Announced })[] = [];
  let nowMs = 0;
  let current: Announced | undefined;
  const definitions = memoryDefinitions();
  const deployed = { kind: 'GameDay' as const, document: gameDay, experiments: [], version: 'v' };
  await definitions.put({ ...deployed, updatedAtMs: 0, updatedBy: 'ana' }, undefined);
  const announcing: Announcing = {
    ...{ definitions, occurrences: memoryOccurrences(), channel: '#drills', clock: { now: () => nowMs } },
    slack: {
      post: async (message) => {
        if (message.channel === '#gone') throw new Error('channel_not_found');
        if (current) told.push({ ...message, announced: current });
        return { channel: 'C1', ts: '1' };
      },
    },
    upcoming: (_, afterMs) => [atMs, atMs + 7 * 24 * hour].filter((at) => at > afterMs).slice(0, 1),
    announcement: (announced) => {
      current = announced;
      return { text: announced.occurrence, blocks: [] };
    },
  };
  return {
    ...{ told, announcing },
    /** As the schedule does it, every five minutes. */
    everyFiveMinutes: async (fromMs: number, toMs: number) => {
      for (nowMs = fromMs; nowMs <= toMs; nowMs += 5 * minute) await announce(announcing);
    },
    at: async (ms: number) => {
      nowMs = ms;
      await announce(announcing);
    },
  };
};

describe('a game day', () => {
  test('is announced a day and a quarter of an hour before, each once', async () => {
    const { told, everyFiveMinutes } = await open();
    await everyFiveMinutes(atMs - 26 * hour, atMs + hour);
    expect(told.map(({ announced }) => announced.inMs)).toEqual([24 * hour, 15 * minute]);
    expect(told[0]?.text).toBe(`GameDay/${atMs}/autumn`);
  });

  test('that is deployed late is announced as soon as it is there', async () => {
    const { told, everyFiveMinutes } = await open();
    await everyFiveMinutes(atMs - 3 * hour, atMs - 20 * minute);
    expect(told.map(({ announced }) => announced.inMs)).toEqual([3 * hour]);
  });

  test('that somebody has skipped is not', async () => {
    const { told, announcing, everyFiveMinutes } = await open();
    const ref = { kind: 'GameDay', name: 'autumn' } as const;
    await announcing.occurrences.claim(ref, atMs, 'x');
    await memorySkip(announcing, atMs);
    await everyFiveMinutes(atMs - 26 * hour, atMs);
    expect(told).toEqual([]);
  });

  test('is announced where its document says, too', async () => {
    const notify = [{ channel: 'slack:#oncall', on: ['started'] as const }];
    const { told, at } = await open({ ...autumn, notify });
    await at(atMs - hour);
    expect(told.map(({ channel }) => channel)).toEqual(['#oncall', '#drills']);
  });

  test('without a schedule is announced nowhere', async () => {
    const { schedule: _, ...unscheduled } = autumn;
    const { told, at } = await open(unscheduled);
    await at(atMs - hour);
    expect(told).toEqual([]);
  });

  test('that cannot be announced is known to whoever watches', async () => {
    const { at } = await open({ ...autumn, notify: [{ channel: 'slack:#gone', on: ['started'] }] });
    await expect(at(atMs - hour)).rejects.toThrow('channel_not_found');
  });
});

const memorySkip = async ({ occurrences }: Announcing, at: number): Promise<void> => {
  const all = occurrences as ReturnType<typeof memoryOccurrences>;
  await all.skip({ kind: 'GameDay', name: 'autumn' }, at, 'ana');
};
