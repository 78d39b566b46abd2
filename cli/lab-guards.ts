import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { feedCalendars } from '../adapters/ical/feed-calendars.ts';
import { pagerDutyAcknowledgements } from '../adapters/pagerduty/acknowledgements.ts';
import { pagerDuty } from '../adapters/pagerduty/api.ts';
import { hasOpenIncident } from '../adapters/pagerduty/incidents.ts';
import { incidentSources } from '../adapters/ssm/incidents.ts';
import type { CalendarCopies, CalendarCopy } from '../core/calendar-copy.ts';
import { type GuardSources, sourceNamed } from '../core/guard-sources.ts';
import type { Clock, Ports } from '../core/ports.ts';
import { labCalendars, labDeployments, labIncidents } from '../lab/adapters/outside.ts';
import { labConfigFile, readLabConfig } from './lab-config.ts';
import { labSecrets } from './lab-secrets.ts';

/** What the guards of a lab read beside the lab itself: what its configuration names. */
export const labGuards = (
  stateDir: string,
  clock: Pick<Clock, 'now'>,
): Pick<Ports, 'calendars' | 'incidents' | 'deployments' | 'acknowledgements'> => {
  const sources = async (): Promise<GuardSources> => readLabConfig(stateDir).guards;
  const ask = pagerDuty(labSecrets);
  return {
    calendars: feedCalendars(sources, fetchedAtNeed(stateDir, sources, clock), clock, labCalendars),
    incidents: incidentSources({
      ...{ opsItems: labIncidents, alarms: labIncidents, sources },
      hasOpen: (source) => hasOpenIncident(ask, source),
    }),
    deployments: labDeployments,
    acknowledgements: pagerDutyAcknowledgements(sources, ask),
  };
};

// A person waits for the plan, and a calendar changes less often.
const cachedForMs = 15 * 60_000;

/** Copies that are made when they are asked for, and kept for a while in this process. */
const fetchedAtNeed = (
  stateDir: string,
  sources: () => Promise<GuardSources>,
  clock: Pick<Clock, 'now'>,
): Pick<CalendarCopies, 'get'> => {
  const folder = dirname(labConfigFile(stateDir));
  const kept = new Map<string, CalendarCopy>();
  return {
    get: async (name) => {
      const known = kept.get(name);
      if (known && clock.now() - known.fetchedAtMs < cachedForMs) return known;
      const source = sourceNamed((await sources()).calendars, name);
      if (source === undefined) return undefined;
      const [{ calendarAt }, { labFetch }, { copyOf }] = await Promise.all([
        import('../adapters/ical/calendar-at.ts'),
        import('../adapters/http/lab-fetch.ts'),
        import('../adapters/ical/refresh.ts'),
      ]);
      const file = (path: string) => readFile(resolve(folder, path), 'utf8');
      const readCalendar = calendarAt({ file }, labFetch);
      const copy = await copyOf(source, readCalendar, clock);
      kept.set(name, copy);
      return copy;
    },
  };
};
