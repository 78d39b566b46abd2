import { expect, test } from 'vitest';
import type { Experiment } from '../../core/experiment.ts';
import { closedWindow, engagedLever, refusals } from '../../core/guards.ts';
import { anExperiment } from '../support/an-experiment.ts';
import { openShop } from '../support/shop.ts';

const hour = 3_600_000;

// 2026-11-23 is a Monday, and 10:00 UTC is 11:00 in Berlin.
const berlin = (fromMinute: number, toMinute: number) => ({
  ...{ zone: 'Europe/Berlin', days: ['Mon'] as const, closedDates: [] },
  ...{ fromMinute, toMinute },
});

const guarded = (guards: Partial<Experiment['guards']>) =>
  anExperiment({ guards: { ...anExperiment().guards, ...guards } });

const asked = async (shop: ReturnType<typeof openShop>, experiment = anExperiment()) => {
  const found = await refusals(shop, experiment, shop.clock.now() + hour);
  return found.map(({ guard, reason }) => `${guard}: ${reason}`);
};

test('nothing stands in the way of an experiment without guards', async () => {
  expect(await asked(openShop())).toEqual([]);
});

test('a window must stay open until the run can be over', async () => {
  const shop = openShop();
  const nowMs = shop.clock.now();
  const open = guarded({ window: berlin(9 * 60, 13 * 60) });
  expect(await closedWindow(shop, open, nowMs, nowMs + hour)).toBeUndefined();
  expect(await closedWindow(shop, open, nowMs, nowMs + 3 * hour)).toContain('the window closes at');
  expect(await closedWindow(shop, anExperiment(), nowMs, nowMs + 99 * hour)).toBeUndefined();
});

test('a window knows the holidays of its region', async () => {
  const window = { ...berlin(0, 1440), holidays: 'DE' };
  expect(await asked(openShop(), guarded({ window }))).toEqual([
    'window: 2026-11-23 is a public holiday in DE: Day of the Test',
  ]);
});

test('holidays that cannot be read close the window', async () => {
  const holidays = async () => {
    throw new Error('no such calendar');
  };
  const shop = { ...openShop(), holidays };
  const window = { ...berlin(0, 1440), holidays: 'DE' };
  expect(await asked(shop, guarded({ window }))).toEqual([
    'window: it cannot be read, so it counts as a no: no such calendar',
  ]);
});

test.each(['levers', 'calendars', 'incidents', 'alarms'] as const)(
  'a source of guards that cannot be read counts as a no: %s',
  async (port) => {
    const unreadable = () => Promise.reject('gone');
    const shop = {
      ...openShop(),
      [port]: { engaged: unreadable, isOpen: unreadable, hasOpen: unreadable, now: unreadable },
    };
    const said = await asked(shop, guarded({ calendars: ['freeze'], incidents: ['pager'] }));
    expect(said).toEqual([expect.stringMatching(/it cannot be read, so it counts as a no: gone$/)]);
  },
);

test('an alarm that is not there is a no, also when asking for it is no error', async () => {
  const shop = openShop();
  const alarms = { ...shop.alarms, now: async () => [] };
  expect(await asked({ ...shop, alarms })).toEqual(['alarm: the alarm shop-errors does not exist']);
});

test('an alarm that must be quiet is asked once, also when it judges the run', async () => {
  const shop = openShop();
  shop.alarms.set('shop-errors', 'ALARM', 'loud');
  expect(await asked(shop, guarded({ quietAlarms: ['shop-errors'] }))).toEqual([
    'alarm: the alarm shop-errors is already in ALARM: loud',
  ]);
});

test.each(['global', 'service:shop', 'experiment:one-instance-stops'])(
  'the lever %s is engaged',
  async (scope) => {
    const { levers } = openShop();
    await levers.engage({ scope, by: 'ben', reason: 'sale', atMs: 0 });
    expect(await engagedLever({ levers }, anExperiment())).toBe(`the ${scope} lever is engaged by ben: sale`);
    expect(await engagedLever({ levers }, { name: 'another', owner: 'others' })).toBe(
      scope === 'global' ? 'the global lever is engaged by ben: sale' : undefined,
    );
  },
);
