import { describe, expect, test } from 'vitest';
import type { Experiment, Schedule } from '../../../core/experiment.ts';
import type { DeployedSchedule } from '../../../core/fronts.ts';
import type { Calendars, Holidays } from '../../../core/ports.ts';
import { type Foreseen, foresee, type ToRun } from '../../../core/schedule/foresee.ts';
import { anExperiment } from '../../support/an-experiment.ts';
import { memoryLevers } from '../../support/memory/levers.ts';
import { memoryOccurrences } from '../../support/memory/occurrences.ts';

const minute = 60_000;
const monday = Date.parse('2026-11-30T00:00:00Z');
const daily = { expression: 'cron(0 10 * * ? *)', zone: 'UTC' };
const shop = { kind: 'Experiment', name: 'one-instance-stops' } as const;

const office = {
  zone: 'UTC',
  days: ['Mon', 'Tue', 'Wed'],
  fromMinute: 600,
  toMinute: 620,
  holidays: 'DE',
  closedDates: [],
} as const;

const guarded = (fields: Partial<Experiment['guards']> = {}) =>
  anExperiment({ guards: { ...anExperiment().guards, ...fields } });

const toRun = (experiment: Experiment, afterMs = 0): ToRun => ({
  name: experiment.name,
  experiment,
  afterMs,
});

const inWords = (all: readonly Foreseen[]) =>
  all.map(({ refusals }) => refusals.map(({ guard, reason }) => `${guard}: ${reason}`));

/** What is foreseen of three days from a Monday on, by the guards' names and reasons. */
const foreseen = async ({
  schedule = daily,
  paused,
  first = guarded(),
  ports = world(),
}: {
  schedule?: Schedule;
  paused?: DeployedSchedule['paused'];
  first?: Experiment;
  ports?: ReturnType<typeof world>;
}) => {
  const deployed = { ...shop, schedule, ...(paused && { paused }) };
  return inWords(await foresee(ports, deployed, [toRun(first)], { afterMs: monday, count: 4 }));
};

const world = (calendars: Calendars = { isOpen: async () => true }) => {
  const holidays: Holidays = { on: (_, date) => (date === '2026-12-01' ? 'Invented Day' : undefined) };
  const [levers, occurrences] = [memoryLevers(), memoryOccurrences()];
  return { levers, occurrences, calendars, holidays: async () => holidays };
};

describe('an occurrence to come', () => {
  test('is refused by nothing where nothing forbids it', async () => {
    expect(await foreseen({})).toEqual([[], [], [], []]);
  });

  test('is refused on a holiday and outside its window', async () => {
    expect(await foreseen({ first: guarded({ window: office }) })).toEqual([
      [],
      ['window: 2026-12-01 is a public holiday in DE: Invented Day'],
      [],
      ['window: closed on Thursdays (UTC)'],
    ]);
  });

  test('may be refused when it starts late in its flexible window', async () => {
    const schedule = { ...daily, flexibleWindowMs: 15 * minute };
    expect((await foreseen({ schedule, first: guarded({ window: office }) }))[0]).toEqual([
      expect.stringMatching(/^window: if it starts late in its flexible window: the window closes at/),
    ]);
  });

  test('may be refused by a calendar when it starts late in its flexible window', async () => {
    const isOpen = async (_: string, atMs: number) => atMs <= monday + 600 * minute;
    const schedule = { ...daily, flexibleWindowMs: 15 * minute };
    const first = guarded({ calendars: ['freeze'] });
    expect((await foreseen({ schedule, first, ports: world({ isOpen }) }))[0]).toEqual([
      'calendar: if it starts late in its flexible window: the calendar freeze is closed',
    ]);
  });

  test('is refused by a calendar that is closed then, and by one that cannot be read', async () => {
    const isOpen = async (name: string, atMs: number) => {
      if (name === 'gone') throw new Error('no such calendar');
      return atMs > monday + 24 * 60 * minute;
    };
    const first = guarded({ calendars: ['freeze', 'gone'] });
    const gone = 'calendar: it cannot be read, so it counts as a no: no such calendar';
    expect((await foreseen({ first, ports: world({ isOpen }) })).slice(0, 2)).toEqual([
      ['calendar: the calendar freeze is closed', gone],
      [gone],
    ]);
  });

  test('is refused while the schedule is paused or a lever is pulled, and where somebody has skipped it', async () => {
    const ports = world();
    await ports.levers.engage({ scope: 'global', by: 'ben', reason: 'a sale', atMs: 0 });
    await ports.occurrences.skip(shop, monday + 600 * minute, 'cat');
    const all = await foreseen({ ports, paused: { by: 'ana', atMs: 0 } });
    expect(all.slice(0, 2)).toEqual([
      [
        'paused: the schedule is paused by ana',
        'skipped: skipped by cat',
        'lever: the global lever is engaged by ben: a sale',
      ],
      ['paused: the schedule is paused by ana', 'lever: the global lever is engaged by ben: a sale'],
    ]);
  });

  test('of what is not deployed any more is refused', async () => {
    const nothing = await foresee(world(), { ...shop, schedule: daily }, [], {
      afterMs: monday,
      count: 1,
    });
    expect(nothing[0]?.refusals).toEqual([
      { guard: 'definition', reason: 'nothing is deployed by this name' },
    ]);
  });
});

describe('an occurrence of a game day to come', () => {
  const day = { kind: 'GameDay', name: 'autumn', schedule: daily } as const;
  const named = (name: string, guards: Partial<Experiment['guards']> = {}) => ({ ...guarded(guards), name });
  const foreseenOf = async (steps: readonly ToRun[], ports = world()) =>
    inWords(await foresee(ports, day, steps, { afterMs: monday, count: 2 }));

  test('is refused by the guards of each of its experiments, and says of which', async () => {
    const steps = [
      toRun(named('web-stops')),
      toRun(named('database-fails', { window: office })),
      toRun(named('cache-fails', { calendars: ['freeze'] })),
    ];
    expect(await foreseenOf(steps, world({ isOpen: async () => false }))).toEqual([
      ['calendar: cache-fails: the calendar freeze is closed'],
      [
        'window: database-fails: 2026-12-01 is a public holiday in DE: Invented Day',
        'calendar: cache-fails: the calendar freeze is closed',
      ],
    ]);
  });

  test('says once what refuses several of them', async () => {
    const ports = world();
    await ports.levers.engage({ scope: 'global', by: 'ben', reason: 'a sale', atMs: 0 });
    const steps = [toRun(named('web-stops')), toRun(named('database-fails')), toRun(named('web-stops'))];
    expect((await foreseenOf(steps, ports))[0]).toEqual([
      'lever: web-stops, database-fails: the global lever is engaged by ben: a sale',
    ]);
  });

  test('is asked of a later step when the pauses before it are over', async () => {
    const late = named('database-fails', { window: { ...office, fromMinute: 720, toMinute: 780 } });
    expect((await foreseenOf([toRun(late)]))[0]).toEqual([
      'window: database-fails: open from 12:00 to 13:00, and it is 10:00 (UTC)',
    ]);
    expect((await foreseenOf([toRun(named('web-stops')), toRun(late, 120 * minute)]))[0]).toEqual([]);
  });

  test('is refused where the version of a step is not on record', async () => {
    const steps = [toRun(named('web-stops')), { name: 'database-fails', experiment: undefined, afterMs: 0 }];
    expect((await foreseenOf(steps))[0]).toEqual([
      'definition: database-fails: its version is not on record',
    ]);
  });
});
