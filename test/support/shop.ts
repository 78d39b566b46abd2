import type { DeadManInput, FaultDriver, HttpProbes } from '../../core/ports.ts';
import { instanceArn } from './an-experiment.ts';
import { memoryAlarms } from './memory/alarms.ts';
import { countingIds } from './memory/counting-ids.ts';
import { memoryDeadMan } from './memory/dead-man.ts';
import { memoryExperiments } from './memory/experiments.ts';
import { memoryFaultDriver } from './memory/fault-driver.ts';
import { memoryGameDays } from './memory/game-days.ts';
import {
  memoryAcknowledgements,
  memoryCalendars,
  memoryDeployments,
  memoryHolidays,
  memoryIncidents,
} from './memory/guards.ts';
import { memoryJournal } from './memory/journal.ts';
import { memoryLeases } from './memory/leases.ts';
import { memoryLevers } from './memory/levers.ts';
import { memoryNotices, memoryReports } from './memory/messages.ts';
import { memoryMetrics } from './memory/metrics.ts';
import { memoryPlaces } from './memory/places.ts';
import { memoryRuns } from './memory/runs.ts';
import { memoryTargets } from './memory/targets.ts';
import { virtualClock } from './memory/virtual-clock.ts';

/** How many of the shop's three instances it needs to serve its users, and how its far end behaves. */
export type ShopOptions = {
  readonly needs?: number;
  readonly lateEffectMs?: number;
  readonly driver?: (driver: FaultDriver) => FaultDriver;
};

/** Everything that outlives a process: the shop itself, its alarms, the stores, and the dead man's schedule. */
export const openShop = ({ needs = 2, lateEffectMs = 0, driver = (same) => same }: ShopOptions = {}) => {
  const clock = virtualClock();
  const targets = memoryTargets(clock, { replacedAfterMs: 60_000 });
  for (const number of [1, 2, 3])
    targets.add({
      arn: instanceArn(number),
      label: `web-${number}`,
      zone: `zone-${number}`,
      tags: { app: 'shop', chaos: 'yes' },
      containers: ['arn:group'],
    });
  const alarms = memoryAlarms(clock);
  alarms.set('shop-errors', 'OK');
  const metrics = memoryMetrics(clock);
  metrics.set('orders', 100);
  const far = memoryFaultDriver(targets, { lateEffectMs });
  const serving = () => targets.all().filter(({ state, process }) => state === 'running' && process === 'up');
  const http = {
    ask: async () => {
      await clock.sleep(20);
      return { status: serving().length >= needs ? 200 : 503, latencyMs: 20 };
    },
  } satisfies HttpProbes;

  let onSilence: (input: DeadManInput) => Promise<void> = async () => undefined;
  const stores = {
    experiments: memoryExperiments(),
    runs: memoryRuns(),
    gameDays: memoryGameDays(),
    journal: memoryJournal(),
    leases: memoryLeases(),
    levers: memoryLevers(),
  };
  return {
    ...stores,
    ...{ clock, targets, alarms, metrics, http, far, faults: [driver(far)] },
    places: memoryPlaces(),
    calendars: memoryCalendars({ freeze: true }),
    incidents: memoryIncidents({ pager: false }),
    deployments: memoryDeployments({ 'codepipeline:shop': false }),
    acknowledgements: memoryAcknowledgements('pager'),
    holidays: async () => memoryHolidays({ DE: { '2026-11-23': 'Day of the Test' } }),
    deadMan: memoryDeadMan(clock, (input) => onSilence(input)),
    notices: memoryNotices(),
    reports: memoryReports(),
    ids: countingIds(),
    whenSilent: (act: typeof onSilence) => {
      onSilence = act;
    },
  };
};

/** The shop and its stores. */
export type Shop = ReturnType<typeof openShop>;
