import * as z from 'zod';
import { duration, issueOf, prose } from './fields.ts';

const expectation = z
  .strictObject({
    alarm: prose('A CloudWatch alarm that must go off, by its name.', 'shop-5xx').exactOptional(),
    acknowledged: prose(
      'Where somebody must acknowledge: services of PagerDuty that the deployment names.',
      'pagerduty-shop',
    ).exactOptional(),
    within: duration('How soon after the first fault.', 'PT3M'),
  })
  .check(({ value, issues }) => {
    const given = [value.alarm, value.acknowledged].filter((one) => one !== undefined).length;
    const message = given === 0 ? 'nothing is expected here' : 'two things are expected here';
    if (given !== 1)
      issues.push(issueOf(value, { message, fix: 'write one of `alarm` and `acknowledged` in each entry' }));
  })
  .meta({
    title: 'Expectation',
    description:
      'An alarm that must go off, or a page that must be acknowledged, while the faults are there.',
    oneOf: [{ required: ['alarm'] }, { required: ['acknowledged'] }],
  });

/** What must happen while the faults are there, beside staying healthy. */
export const expect = z
  .array(expectation)
  .min(1)
  .max(20)
  .describe(
    'What monitoring and people must do while the faults are there. What does not come in time makes the hypothesis fail.',
  );
