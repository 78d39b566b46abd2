import * as z from 'zod';
import { duration, prose } from './fields.ts';
import { httpProbe } from './http-probe.ts';
import { metricProbe } from './metric-probe.ts';
import { probeName } from './probe-fields.ts';

const alarmProbe = z
  .strictObject({
    name: probeName,
    type: z.literal('alarm').describe('The state of a CloudWatch alarm.'),
    alarm: prose('The alarm that must be OK: its name, or its ARN.', 'shop-5xx'),
  })
  .meta({ title: 'Alarm probe', description: 'A CloudWatch alarm that must be OK.' });

/** What healthy means. */
export const steadyState = z
  .strictObject({
    holdFor: duration(
      'How long every probe must be good without a break, before the faults and after them.',
      'PT1M',
    ),
    probes: z
      .array(
        z
          .discriminatedUnion('type', [alarmProbe, metricProbe, httpProbe])
          .describe('One measurable part of it.'),
      )
      .min(1)
      .max(20)
      .describe('What is measured. All of them must be good.'),
  })
  .meta({ title: 'Steady state', description: 'What healthy means, so that a machine can tell.' });
