import { ServiceUnavailable } from '../core/errors.ts';
import type { Fronts } from '../core/fronts.ts';
import type { Desk } from './lab-ports.ts';

/** What the ways in have on this machine. */
export const labFronts = ({ store }: Desk): Fronts => ({
  definitions: store.definitions,
  idempotencyKeys: store.idempotencyKeys,
  schedules: { put: none, remove: none, list: none, pause: none, resume: none },
  occurrences: { skip: none, skippedBy: none, claim: none },
  secrets: { read: none },
});

// Until somebody gives the lab one.
const none = async (): Promise<never> => {
  throw new ServiceUnavailable('The lab has nothing of this kind yet');
};
