import { WrongAsAsked } from '../../../core/errors.ts';
import type { Attribute } from '../attribute/attribute.ts';

/** `lambda/concurrency`: a reservation that is too small, 0 by default, throttles. */
export const concurrency: Attribute = {
  action: 'lambda/concurrency',
  facts: {
    iamEnforced: 'yes',
    resourceType: 'aws:lambda:function',
    undo: 'put the reserved concurrency back, or delete it where there was none',
  },
  parameters: ['reservedConcurrentExecutions'],
  faulty: ({ reservedConcurrentExecutions: text = '0' }) => {
    if (!/^\d{1,9}$/.test(text))
      throw new WrongAsAsked(`reservedConcurrentExecutions is a whole number, not ${JSON.stringify(text)}`);
    return () => ({ reservedConcurrentExecutions: Number(text) });
  },
  inWords: (_, value) => (value === null ? 'no reserved concurrency' : `reserved concurrency ${value}`),
};

/** An unqualified function's ARN, and the name in it. */
export const functionArn = /^arn:[\w-]+:lambda:[\w-]+:\d+:function:([\w-]+)$/;
