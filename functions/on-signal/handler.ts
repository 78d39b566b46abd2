import * as z from 'zod';
import { onAlarm } from '../../core/protocol/on-signal.ts';
import { task } from '../_lambda/task.ts';

// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
const AlarmStateChange = z.object({
  'detail-type': z.literal('CloudWatch Alarm State Change'),
  detail: z.object({
    alarmName: z.string(),
    state: z.object({
      value: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']),
      reason: z.string(),
      timestamp: z.string(),
    }),
  }),
});

/** EventBridge: an alarm has changed its state. Stops the runs it judges. */
export const handler = task(AlarmStateChange, (ports, { detail: { alarmName, state } }) =>
  onAlarm(ports, {
    alarm: alarmName,
    state: state.value,
    atMs: Date.parse(state.timestamp),
    reason: state.reason,
  }),
);
