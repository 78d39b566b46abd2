import type { SSMClient } from '@aws-sdk/client-ssm';
import type { FaultRecord, ResolvedTarget } from '../../../core/run.ts';
import type { Write } from '../attribute/attribute.ts';
import { writeParameter } from '../ssm-flag/write.ts';
import { parameterOf } from './attribute.ts';

/** What is written for a target, and over what. */
type Text = {
  readonly value: string;
  isExpected?(now: string): boolean;
};

/** Writes the one parameter of several functions: one after the other, so that all but the first find it written. */
export const writeChaosFlag = (
  ssm: SSMClient,
  textFor: (values: Parameters<Write>[1], record: FaultRecord) => Text,
): Write => {
  let last: Promise<unknown> = Promise.resolve();
  return (target: ResolvedTarget, values, record) => {
    const { value, isExpected } = textFor(values, record);
    const arn = parameterOf(record.parameters, target);
    const mine = last.then(() => writeParameter(ssm, arn, value, isExpected));
    last = mine.catch(() => undefined);
    return mine;
  };
};
