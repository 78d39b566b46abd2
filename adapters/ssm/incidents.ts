import type { Incidents } from '../../core/ports.ts';
import { opsItemsScheme } from './ops-items.ts';

/** Incidents by the name of their source: what begins with `opsitems:` is asked of Systems Manager, all else are alarms. */
export const incidentSources = (opsItems: Incidents, alarms: Incidents): Incidents => ({
  hasOpen: (name) => (name.startsWith(opsItemsScheme) ? opsItems : alarms).hasOpen(name),
});
