import {
  type CloudWatchClient,
  DeleteAlarmMuteRuleCommand,
  PutAlarmMuteRuleCommand,
} from '@aws-sdk/client-cloudwatch';
import { isoDuration } from '../../core/duration.ts';
import { NotFound } from '../../core/errors.ts';
import type { Mutes } from '../../core/notices/muting.ts';
import { calling } from '../aws/calling.ts';
import { namedAlarm } from './alarm-name.ts';

const minuteMs = 60_000;

/**
 * CloudWatch's alarm mute rules, one for each run. They begin with a whole minute, and expire by themselves.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutAlarmMuteRule.html
 */
export const alarmMuteRules = (client: CloudWatchClient): Mutes => ({
  put: async ({ runId, alarms, fromMs, untilMs }) => {
    // A minute that has begun would be one that is over.
    const beginsMs = Math.ceil((fromMs + 1) / minuteMs) * minuteMs;
    const lastsMs = Math.max(minuteMs, Math.ceil((untilMs - beginsMs) / minuteMs) * minuteMs);
    const rule = new PutAlarmMuteRuleCommand({
      Name: ruleName(runId),
      Description: `Planned noise of Firedrill run ${runId}`,
      Rule: {
        Schedule: {
          Expression: `at(${new Date(beginsMs).toISOString().slice(0, 16)})`,
          Duration: isoDuration(lastsMs),
          Timezone: 'UTC',
        },
      },
      MuteTargets: { AlarmNames: alarms.map((alarm) => namedAlarm(alarm).name) },
      ExpireDate: new Date(beginsMs + lastsMs),
    });
    await calling(`mute alarms for run ${runId}`, () => client.send(rule));
  },
  remove: async (runId) => {
    const rule = new DeleteAlarmMuteRuleCommand({ AlarmMuteRuleName: ruleName(runId) });
    const [removed] = await Promise.allSettled([
      calling(`end the muting of run ${runId}`, () => client.send(rule)),
    ]);
    if (removed.status === 'rejected' && !(removed.reason instanceof NotFound)) throw removed.reason;
  },
});

const ruleName = (runId: string): string => `firedrill-${runId}`;
