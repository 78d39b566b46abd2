import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { describe, expect, test } from 'vitest';
import { alarmMuteRules } from '../../../adapters/cloudwatch/mute-rules.ts';
import { failsAsCallsDo } from '../support/signals-failures.ts';
import { type Answer, awsError, awsServer } from '../support/signals-server.ts';

const fromMs = Date.UTC(2026, 10, 23, 10, 0, 30);
const rule = {
  runId: 'run-1',
  alarms: ['shop-page', 'arn:aws:cloudwatch:eu-central-1:111122223333:alarm:shop-5xx'],
};

const asking = async (answer: Answer = {}) => {
  const { settings, asked } = await awsServer(() => answer);
  return { asked, mutes: alarmMuteRules(new CloudWatchClient(settings)) };
};

describe('a mute rule', () => {
  test('has the name of its run, begins with the next minute and expires by itself', async () => {
    const { asked, mutes } = await asking();
    await mutes.put({ ...rule, fromMs, untilMs: fromMs + 20 * 60_000 });
    expect(asked).toMatchObject([
      {
        operation: 'PutAlarmMuteRule',
        body: {
          Name: 'firedrill-run-1',
          Rule: { Schedule: { Expression: 'at(2026-11-23T10:01)', Duration: 'PT20M', Timezone: 'UTC' } },
          MuteTargets: { AlarmNames: ['shop-page', 'shop-5xx'] },
          ExpireDate: Date.UTC(2026, 10, 23, 10, 21) / 1_000,
        },
      },
    ]);
  });

  test.each([
    ['on the minute', Date.UTC(2026, 10, 23, 10), 'at(2026-11-23T10:01)'],
    ['at the end of a year', Date.UTC(2026, 11, 31, 23, 59, 59, 999), 'at(2027-01-01T00:00)'],
  ])('begins in no minute that has begun: %s', async (_, atMs, expression) => {
    const { asked, mutes } = await asking();
    await mutes.put({ ...rule, fromMs: atMs, untilMs: atMs + 1 });
    expect(asked[0]?.body.Rule).toMatchObject({ Schedule: { Expression: expression, Duration: 'PT1M' } });
  });

  test('is removed by its name', async () => {
    const { asked, mutes } = await asking();
    await mutes.remove('run-1');
    expect(asked).toMatchObject([
      { operation: 'DeleteAlarmMuteRule', body: { AlarmMuteRuleName: 'firedrill-run-1' } },
    ]);
  });

  test('that is gone already is removed', async () => {
    const { mutes } = await asking(awsError('ResourceNotFoundException', 404));
    await expect(mutes.remove('run-1')).resolves.toBeUndefined();
  });
});

failsAsCallsDo('alarm mute rules', {
  put: (settings) =>
    alarmMuteRules(new CloudWatchClient(settings)).put({ ...rule, fromMs, untilMs: fromMs + 1 }),
});
