import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { NotFound } from '../../core/errors.ts';
import type { Alarms } from '../../core/ports.ts';
import { type NamedAlarm, namedAlarm } from './alarm-name.ts';
import { type DescribedAlarm, describeAlarms } from './describe-alarms.ts';

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
const mostNames = 100;

/** Alarms as they stand, by DescribeAlarms. Names or ARNs; an ARN of another account or Region is not found. */
export const alarmStates = (client: CloudWatchClient): Pick<Alarms, 'now'> => ({
  now: async (alarms) => {
    const named = alarms.map(namedAlarm);
    const found = await namedIn(client, named);
    return named.map((one) => {
      const { atMs, state, reason } = foundIn(found, one);
      return { alarm: one.asked, atMs, state, reason };
    });
  },
});

/** One alarm as it stands; throws `NotFound` when there is none. */
export const alarmAsked = async (client: CloudWatchClient, alarm: string): Promise<DescribedAlarm> => {
  const named = namedAlarm(alarm);
  return foundIn(await namedIn(client, [named]), named);
};

const namedIn = async (
  client: CloudWatchClient,
  named: readonly NamedAlarm[],
): Promise<readonly DescribedAlarm[]> => {
  const names = [...new Set(named.map(({ name }) => name))];
  const found: DescribedAlarm[] = [];
  for (let first = 0; first < names.length; first += mostNames)
    found.push(...(await describeAlarms(client, { AlarmNames: names.slice(first, first + mostNames) })));
  return found;
};

const foundIn = (found: readonly DescribedAlarm[], { asked, name, arn }: NamedAlarm): DescribedAlarm => {
  const alarm = found.find((one) => one.name === name);
  if (alarm === undefined) throw new NotFound(`There is no alarm ${asked} in this account and Region`);
  if (arn !== undefined && alarm.arn !== arn)
    throw new NotFound(`There is no alarm ${arn} in this account and Region; ${alarm.arn} is another one`);
  return alarm;
};
