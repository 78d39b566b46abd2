import type { Notices, Ports } from '../../core/ports.ts';
import type { Engine } from '../../lab/engine/api.ts';
import { countingIds } from '../support/memory/counting-ids.ts';
import { memoryGameDays } from '../support/memory/game-days.ts';
import {
  memoryAcknowledgements,
  memoryCalendars,
  memoryDeployments,
  memoryHolidays,
  memoryIncidents,
} from '../support/memory/guards.ts';
import { memoryLevers } from '../support/memory/levers.ts';
import { memoryReports } from '../support/memory/messages.ts';
import { executionsOf } from './engine.ts';
import { simulatedDriver } from './far-end/drivers.ts';
import type { Fleet } from './far-end/fleet.ts';
import { revertClasses } from './far-end/traits.ts';
import type { Ground } from './ground.ts';
import type { Quietly } from './quietly.ts';

/** What the ports of a simulation are made from, beyond what is the same in each. */
type Parts = {
  readonly engine: Engine;
  readonly fleet: Fleet;
  readonly quietly: Quietly;
  readonly tell: Notices['tell'];
  /** Hears of every undo that has changed something. */
  readonly undone: (runId: string) => void;
};

/** The ports of a simulation that nothing else of it looks into. */
export const outsideOf = (ground: Ground, { engine, fleet, quietly, tell, undone }: Parts) =>
  ({
    notices: { tell },
    levers: memoryLevers(),
    gameDays: memoryGameDays(),
    calendars: memoryCalendars({}),
    incidents: memoryIncidents({}),
    deployments: memoryDeployments({}),
    acknowledgements: memoryAcknowledgements(),
    holidays: async () => memoryHolidays({}),
    reports: memoryReports(),
    ids: countingIds(),
    faults: driversOn(ground, fleet, undone),
    places: {
      exceeded: async () => [],
      // Only one run of all may be at the far end.
      demands: async () => [{ pool: 'sim', needed: 1, free: 1 }],
    },
    executions: executionsOf(engine),
    watchers: { start: async (id: string) => quietly('watch-http', { runId: id }, []) },
  }) satisfies Partial<Ports>;

const driversOn = ({ clock, schedule, weather }: Ground, fleet: Fleet, undone: Parts['undone']) =>
  revertClasses.map((kind) => {
    const driver = simulatedDriver(kind, fleet, clock, !schedule.without.includes('fence'), undone);
    return {
      ...driver,
      facts: (action: string) => (weather.isDriverGone ? undefined : driver.facts(action)),
    };
  });
