import { GetParameterCommand, type Parameter, type SSMClient } from '@aws-sdk/client-ssm';
import { WrongAsAsked } from '../../../core/errors.ts';
import type { Read } from '../attribute/attribute.ts';
import { oneByOne, unlessGone } from '../attribute/one-by-one.ts';
import { imageOfValue } from './flag.ts';

/** The values of parameters. */
export const readFlag = (ssm: SSMClient): Read =>
  oneByOne(async ({ arn, label }, about) => {
    const found = await parameterAt(ssm, arn);
    if (found === undefined) return undefined;
    // Its value would be in the journal for everybody to read.
    if (found.Type !== 'String')
      throw new WrongAsAsked(`${label} is a ${found.Type}, and a flag is a String`);
    return { image: { value: imageOfValue(found.Value ?? '', about) } };
  });

/** A parameter by its ARN; undefined when there is none. */
export const parameterAt = async (ssm: SSMClient, arn: string): Promise<Parameter | undefined> => {
  const request = new GetParameterCommand({ Name: arn });
  return (await unlessGone(['ParameterNotFound'], () => ssm.send(request)))?.Parameter;
};
