import { ServiceUnavailable } from '../core/errors.ts';
import type { Fronts } from '../core/fronts.ts';
import type { Desk } from './lab-ports.ts';

/** What the ways in have on this machine, by the lab's clock where one is up. */
export const labFronts = ({ store }: Desk, now: () => number = Date.now): Fronts => ({
  definitions: store.definitions,
  idempotencyKeys: store.idempotencyKeys,
  schedules: store.schedules(now),
  occurrences: store.occurrences,
  secrets: { read: none },
});

// Until somebody gives the lab one.
const none = async (): Promise<never> => {
  throw new ServiceUnavailable('The lab has nothing of this kind yet');
};
