import { GetParameterCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { NotFound, WrongAsAsked } from '../../core/errors.ts';
import { calling } from '../aws/calling.ts';
import type { ReadSecret } from './by-scheme.ts';

/** Secrets in Parameter Store, by name or ARN. Only a SecureString is one: anybody who may list parameters reads the others. */
export const parameterSecrets =
  (client: SSMClient): ReadSecret =>
  (name) =>
    calling(`read the secret ssm:${name}`, async () => {
      const { Parameter } = await client.send(new GetParameterCommand({ Name: name, WithDecryption: true }));
      if (Parameter?.Value === undefined) throw new NotFound(`The secret ssm:${name} has no value`);
      if (Parameter.Type !== 'SecureString')
        throw new WrongAsAsked(
          `ssm:${name} is a ${Parameter.Type ?? 'parameter without a type'}, which is not encrypted: make it a SecureString, with a new value, because the old one has been readable`,
        );
      return Parameter.Value;
    });
