import { api } from './api.ts';
import type { DaemonPart } from './parts.ts';
import { openSchedules } from './schedules.ts';

/** Everything that the daemon keeps open, in the order in which it is opened. */
export const parts: readonly DaemonPart[] = [api, openSchedules];
