import { PutParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { NotFound } from '../../../core/errors.ts';
import { parameterAt } from './read.ts';

/**
 * Writes a parameter whose value is as expected, and says so when another write came between: Parameter Store takes no
 * condition, but it counts the versions, and keeps those that were overwritten. Whoever has written the same value is no
 * other: several ways home may act at once, and a write whose answer was lost is sent again.
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
  if (Value === value) return undefined;
  if (!isExpected(Value)) return `somebody else has just written version ${before} of ${Name}`;
  const { Version: after = 0 } = await ssm.send(
    new PutParameterCommand({ Name, Value: value, Overwrite: true }),
  );
  for (let version = before + 1; version < after; version += 1)
    if ((await parameterAt(ssm, `${Name}:${version}`))?.Value !== value)
      return `version ${version} of ${Name}, written by somebody else at the same moment, is overwritten by version ${after}`;
  return undefined;
};
