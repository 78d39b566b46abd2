import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { temporaryAlarmName } from '../../core/alarm-names.ts';
import type { Alarms } from '../../core/ports.ts';
import { describeAlarms } from './describe-alarms.ts';

/** What the description of a run's temporary alarm begins with: `run-1` is also how the names of `run-1-2` begin. */
export const describesRun = (runId: string): string => `Temporary alarm of Firedrill run ${runId}, `;

/** What is left of a run's temporary alarms, by name: unlike the tags, it is there as soon as the alarm is. */
export const temporaryAlarms = (client: CloudWatchClient): Pick<Alarms, 'temporary'> => ({
  temporary: (runId) => temporaryNames(client, runId),
});

/** The names of a run's temporary alarms. */
export const temporaryNames = async (client: CloudWatchClient, runId: string): Promise<readonly string[]> => {
  const found = await describeAlarms(client, { AlarmNamePrefix: temporaryAlarmName(runId, '') });
  return found
    .filter(({ description }) => description.startsWith(describesRun(runId)))
    .map(({ name }) => name);
};
