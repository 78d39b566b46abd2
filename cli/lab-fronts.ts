import type { Fronts } from '../core/fronts.ts';
import type { Desk } from './lab-ports.ts';
import { labSecrets } from './lab-secrets.ts';

/** What the ways in have on this machine, by the lab's clock where one is up. */
export const labFronts = ({ store }: Desk, now: () => number = Date.now): Fronts => ({
  definitions: store.definitions,
  idempotencyKeys: store.idempotencyKeys,
  schedules: store.schedules(now),
  occurrences: store.occurrences,
  secrets: labSecrets,
});
