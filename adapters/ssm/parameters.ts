import { GetParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { NotFound } from '../../core/errors.ts';
import { calling } from '../aws/calling.ts';

/** The value of a parameter or a secret (SecureString, decrypted), by name or ARN. Throws `NotFound` when there is none. */
export const readParameter = (client: SSMClient, name: string): Promise<string> =>
  calling(`read the parameter ${name}`, async () => {
    const { Parameter } = await client.send(new GetParameterCommand({ Name: name, WithDecryption: true }));
    if (Parameter?.Value === undefined) throw new NotFound(`The parameter ${name} has no value`);
    return Parameter.Value;
  });
