import { GetParameterCommand, type Parameter, type SSMClient } from '@aws-sdk/client-ssm';
import { WrongAsAsked } from '../../../core/errors.ts';
import type { About, Read } from '../attribute/attribute.ts';
import { oneByOne, unlessGone } from '../attribute/one-by-one.ts';
import { flagDetails } from './attribute.ts';
import { type Details, imageOfValue } from './flag.ts';

/** The values of parameters. */
export const readFlag = (ssm: SSMClient): Read =>
  oneByOne(async ({ arn }, about) => {
    const value = await valueAt(ssm, arn, about, flagDetails);
    return value === undefined ? undefined : { image: { value } };
  });

/** A parameter's value as images have it; undefined when there is no such parameter. */
export const valueAt = async (
  ssm: SSMClient,
  arn: string,
  about: About,
  details: Details,
): Promise<string | undefined> => {
  const found = await parameterAt(ssm, arn);
  if (found === undefined) return undefined;
  // Its value would be in the journal for everybody to read.
  if (found.Type !== 'String')
    throw new WrongAsAsked(`${found.Name} is a ${found.Type}, and a flag is a String`);
  return imageOfValue(found.Value ?? '', about, details);
};

/** A parameter by its ARN, or by its name and a version; undefined when there is none. */
export const parameterAt = async (ssm: SSMClient, name: string): Promise<Parameter | undefined> => {
  const request = new GetParameterCommand({ Name: name });
  const gone = ['ParameterNotFound', 'ParameterVersionNotFound'];
  return (await unlessGone(gone, () => ssm.send(request)))?.Parameter;
};
