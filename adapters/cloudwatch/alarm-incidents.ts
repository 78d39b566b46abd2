import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { NotFound } from '../../core/errors.ts';
import type { Incidents } from '../../core/ports.ts';
import { alarmAsked } from './alarm-states.ts';
import { describeAlarms } from './describe-alarms.ts';

/**
 * Alarms as sources of incidents: one by its name or ARN, or with a `*` at the end all that begin so. An incident is open
 * while one of them is in ALARM; a source without any alarm cannot be read.
 */
export const alarmIncidents = (client: CloudWatchClient): Incidents => ({
  hasOpen: async (name) => {
    const alarms = name.endsWith('*')
      ? await describeAlarms(client, { AlarmNamePrefix: name.slice(0, -1) })
      : [await alarmAsked(client, name)];
    if (alarms.length === 0) throw new NotFound(`No alarm's name begins with ${name.slice(0, -1)}`);
    return alarms.some(({ state }) => state === 'ALARM');
  },
});
