import type { SSMClient } from '@aws-sdk/client-ssm';
import { NotFound } from '../../../core/errors.ts';
import type { Read } from '../attribute/attribute.ts';
import { parameterAt, valueAt } from '../ssm-flag/read.ts';
import { chaosDetails, parameterOf } from './attribute.ts';

/** The value of the parameter that functions read: one for all of them. */
export const readChaosFlag =
  (ssm: SSMClient): Read =>
  async (targets, about) => {
    const [first] = targets;
    if (first === undefined) return new Map();
    const arn = parameterOf(about.parameters, first);
    const value = await valueAt(ssm, arn, about, chaosDetails);
    if (value === undefined && !('token' in about)) throw missing(arn);
    return new Map(targets.map((target) => [target.arn, { image: value === undefined ? {} : { value } }]));
  };

/** Throws when the parameter that functions are to read is not there. */
export const expectParameter = async (ssm: SSMClient, arn: string): Promise<void> => {
  if ((await parameterAt(ssm, arn)) === undefined) throw missing(arn);
};

const missing = (arn: string): NotFound =>
  new NotFound(`There is no parameter ${arn}, which the functions read`);
