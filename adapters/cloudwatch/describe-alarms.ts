import {
  type CloudWatchClient,
  type CompositeAlarm,
  type MetricAlarm,
  paginateDescribeAlarms,
} from '@aws-sdk/client-cloudwatch';
import type { AlarmState } from '../../core/ports.ts';
import { calling } from '../aws/calling.ts';

/** An alarm of either type, as far as anybody here looks at it. */
export type DescribedAlarm = {
  readonly name: string;
  readonly arn: string;
  readonly description: string;
  readonly atMs: number;
  readonly state: AlarmState;
  readonly reason: string;
};

/** Which alarms: at most 100 names, or all that begin with a prefix. */
type Which = { readonly AlarmNames: string[] } | { readonly AlarmNamePrefix: string };

/** Metric and composite alarms: either can be the alarm of a probe. Without types, AWS gives the first only. */
export const describeAlarms = (client: CloudWatchClient, which: Which): Promise<readonly DescribedAlarm[]> =>
  calling('describe alarms', async () => {
    const found: DescribedAlarm[] = [];
    const pages = paginateDescribeAlarms(
      { client, pageSize: 100 },
      { ...which, AlarmTypes: ['MetricAlarm', 'CompositeAlarm'] },
    );
    for await (const { MetricAlarms = [], CompositeAlarms = [] } of pages)
      found.push(...[...MetricAlarms, ...CompositeAlarms].map(described));
    return found;
  });

const described = (alarm: MetricAlarm | CompositeAlarm): DescribedAlarm => ({
  name: alarm.AlarmName ?? '',
  arn: alarm.AlarmArn ?? '',
  description: alarm.AlarmDescription ?? '',
  // `StateUpdatedTimestamp` also moves when only the evaluation state does.
  atMs: (alarm.StateTransitionedTimestamp ?? alarm.StateUpdatedTimestamp)?.getTime() ?? 0,
  ...stateOf(alarm),
});

// What CloudWatch could not evaluate keeps the state it had: that OK says nothing of now.
const stateOf = (alarm: MetricAlarm | CompositeAlarm): { state: AlarmState; reason: string } => {
  const { StateValue: state = 'INSUFFICIENT_DATA', StateReason: reason = '' } = alarm;
  const evaluation = 'EvaluationState' in alarm ? alarm.EvaluationState : undefined;
  const isBlind = evaluation === 'EVALUATION_ERROR' || evaluation === 'EVALUATION_FAILURE';
  return isBlind && state === 'OK'
    ? { state: 'INSUFFICIENT_DATA', reason: `${evaluation}: ${reason}` }
    : { state, reason };
};
