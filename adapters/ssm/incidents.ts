import { type GuardSources, type PagerDutySource, sourceNamed } from '../../core/guard-sources.ts';
import type { Incidents } from '../../core/ports.ts';
import { opsItemsScheme } from './ops-items.ts';

/** Where incidents may be. */
export type IncidentTrackers = {
  readonly opsItems: Incidents;
  readonly alarms: Incidents;
  /** What the deployment names. */
  readonly sources: () => Promise<Pick<GuardSources, 'incidents'>>;
  readonly hasOpen: (source: PagerDutySource) => Promise<boolean>;
};

/**
 * Incidents by the name of their source: what begins with `opsitems:` is asked of Systems Manager, what the deployment
 * names is asked there, and all else are alarms.
 */
export const incidentSources = ({ opsItems, alarms, sources, hasOpen }: IncidentTrackers): Incidents => ({
  hasOpen: async (name) => {
    if (name.startsWith(opsItemsScheme)) return opsItems.hasOpen(name);
    const source = sourceNamed((await sources()).incidents, name);
    return source === undefined ? alarms.hasOpen(name) : hasOpen(source);
  },
});
