import { loadHolidays } from '../../core/holidays.ts';
import type { Ports } from '../../core/ports.ts';

const loaded = () => import('./later/incidents.ts');

/** What forbids a start: calendars of Systems Manager, and incidents by alarm or OpsItem; loaded where one is named. */
export const forbidding: Pick<Ports, 'calendars' | 'incidents' | 'holidays'> = {
  calendars: { isOpen: async (name, atMs) => (await loaded()).calendars.isOpen(name, atMs) },
  holidays: loadHolidays,
  incidents: { hasOpen: async (name) => (await loaded()).incidents.hasOpen(name) },
};
