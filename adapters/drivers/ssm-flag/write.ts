import { PutParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { NotFound } from '../../../core/errors.ts';
import { parameterAt } from './read.ts';

/**
 * Writes a parameter whose value is as expected, and says so when another write came between: Parameter Store takes no
 * condition, but it counts the versions, and keeps the one that was overwritten.
 */
export const writeParameter = async (
  ssm: SSMClient,
  arn: string,
  value: string,
  isExpected: (now: string) => boolean = () => true,
): Promise<string | undefined> => {
  const found = await parameterAt(ssm, arn);
  if (found?.Name === undefined) throw new NotFound(`There is no parameter ${arn}`);
  const { Name, Value = '', Version: before = 0 } = found;
  if (!isExpected(Value)) return `somebody else has just written version ${before} of ${Name}`;
  const { Version: after = 0, $metadata } = await ssm.send(
    new PutParameterCommand({ Name, Value: value, Overwrite: true }),
  );
  // A write whose answer was lost counts too when it is sent again.
  const own = $metadata.attempts ?? 1;
  if (after <= before + own) return undefined;
  return `version ${after - own} of ${Name}, written by somebody else at the same moment, is overwritten by version ${after}`;
};
