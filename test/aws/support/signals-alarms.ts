import {
  type CloudWatchClient,
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { alarmHistory } from '../../../adapters/cloudwatch/alarm-history.ts';
import { alarmStates } from '../../../adapters/cloudwatch/alarm-states.ts';
import { deleteTemporaryAlarms } from '../../../adapters/cloudwatch/delete-temporary-alarms.ts';
import { putTemporaryAlarms } from '../../../adapters/cloudwatch/put-temporary-alarms.ts';
import { temporaryAlarms } from '../../../adapters/cloudwatch/temporary-alarms.ts';
import { temporaryAlarmName } from '../../../core/alarm-names.ts';
import type { AlarmState, Alarms } from '../../../core/ports.ts';

/** The whole port, of its parts. */
export const cloudWatchAlarms = (client: CloudWatchClient): Alarms => ({
  ...alarmStates(client),
  ...alarmHistory(client),
  ...temporaryAlarms(client),
  ...putTemporaryAlarms(client),
  ...deleteTemporaryAlarms(client),
});

/**
 * The same alarms under names of one test's own, so that many use one emulator; a run's alarms are named as core names
 * them, because that is how they are found.
 */
export const namedFor = (mark: string, alarms: Alarms): Alarms & { own(name: string): string } => {
  const own = (name: string) => {
    const [, run, probe] = /^(run-\d)-(.*)$/.exec(name) ?? [];
    return run && probe ? temporaryAlarmName(`${run}-${mark}`, probe) : `${name}-${mark}`;
  };
  const given = (name: string) => name.replace(`-${mark}`, '').replace(/^firedrill-/, '');
  return {
    own,
    now: async (names) =>
      (await alarms.now(names.map(own))).map((now) => ({ ...now, alarm: given(now.alarm) })),
    history: (name, fromMs) => alarms.history(own(name), fromMs),
    putTemporary: ({ name, runId, probe }) =>
      alarms.putTemporary({ name: own(name), runId: `${runId}-${mark}`, probe }),
    temporary: async (runId) => (await alarms.temporary(`${runId}-${mark}`)).map(given),
    deleteTemporary: (runId) => alarms.deleteTemporary(`${runId}-${mark}`),
  };
};

/** Sets an alarm's state by hand; makes one that looks at nothing when there is none. */
export const setAlarm = async (
  client: CloudWatchClient,
  AlarmName: string,
  state: AlarmState,
): Promise<void> => {
  const there = await client.send(
    new DescribeAlarmsCommand({ AlarmNames: [AlarmName], AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] }),
  );
  if (!there.MetricAlarms?.length && !there.CompositeAlarms?.length)
    await client.send(new PutMetricAlarmCommand({ AlarmName, ...aboutNothing(AlarmName) }));
  await client.send(
    new SetAlarmStateCommand({ AlarmName, StateValue: state, StateReason: `set to ${state}` }),
  );
};

/** An alarm on a metric that only the test measures; until it does, the alarm stays as it is set. */
export const aboutNothing = (MetricName: string) => ({
  ...{ Namespace: 'Test', MetricName, Statistic: 'Sum' as const, Period: 60, EvaluationPeriods: 1 },
  ...{ TreatMissingData: 'ignore', Threshold: 1, ComparisonOperator: 'GreaterThanThreshold' as const },
});
