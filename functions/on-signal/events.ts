import * as z from 'zod';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html */
export const AlarmStateChange = z.object({
  'detail-type': z.literal('CloudWatch Alarm State Change'),
  /** Its ARN: an experiment may name an alarm so. */
  resources: z.array(z.string()).default([]),
  detail: z.object({
    alarmName: z.string(),
    state: z.object({
      value: z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']),
      reason: z.string(),
      timestamp: z.string(),
    }),
  }),
});

/** https://docs.aws.amazon.com/fis/latest/userguide/monitoring-eventbridge.html; `cancelled` is not documented there. */
export const FisStateChange = z.object({
  'detail-type': z.literal('FIS Experiment State Change'),
  detail: z.object({
    'experiment-id': z.string(),
    'new-state': z.object({ status: z.string(), reason: z.string().default('') }),
  }),
});

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/monitoring-systems-manager-event-examples.html */
export const CalendarStateChange = z.object({
  'detail-type': z.literal('Calendar State Change'),
  resources: z.array(z.string()).min(1),
  detail: z.object({ state: z.enum(['OPEN', 'CLOSED']) }),
});
