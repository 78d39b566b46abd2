import { loadHolidays } from '../../core/holidays.ts';
import type { Ports } from '../../core/ports.ts';

const loaded = () => import('./later/incidents.ts');

/** What forbids a start and is not our own: calendars, incidents, deployments; loaded where one is named. */
export const forbidding: Pick<Ports, 'calendars' | 'incidents' | 'deployments' | 'holidays'> = {
  calendars: {
    isOpen: async (name, fromMs, untilMs) => (await loaded()).calendars.isOpen(name, fromMs, untilMs),
  },
  deployments: { inProgress: async (name) => (await loaded()).deployments.inProgress(name) },
  holidays: loadHolidays,
  incidents: { hasOpen: async (name) => (await loaded()).incidents.hasOpen(name) },
};
