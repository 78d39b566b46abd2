import { guardSources } from '../../adapters/ssm/guard-sources.ts';
import { ssm } from './clients/ssm.ts';
import { environment } from './environment.ts';

/** What this stage tells of calendars and incidents, as it is now. */
export const sources = guardSources(ssm, environment.FIREDRILL_GUARD_SOURCES);
