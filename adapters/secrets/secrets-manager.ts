import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { NotFound, WrongAsAsked } from '../../core/errors.ts';
import { calling } from '../aws/calling.ts';
import type { ReadSecret } from './by-scheme.ts';

/** Secrets in Secrets Manager, by name or ARN; `#key` is one member of a secret that is JSON. */
export const managedSecrets =
  (client: SecretsManagerClient): ReadSecret =>
  (address) =>
    calling(`read the secret secretsmanager:${address}`, async () => {
      const [SecretId = '', ...keys] = address.split('#');
      const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }));
      if (SecretString === undefined)
        throw new NotFound(`The secret secretsmanager:${address} has no text: bytes are not read`);
      return keys.length === 0 ? SecretString : memberOf(SecretString, keys.join('#'), address);
    });

const memberOf = (text: string, key: string, address: string): string => {
  const members = membersOf(text);
  if (members === undefined)
    throw new WrongAsAsked(`secretsmanager:${address} names a member, and the secret is no JSON object`);
  const member = Object.hasOwn(members, key) ? members[key] : undefined;
  if (typeof member !== 'string')
    throw new NotFound(`secretsmanager:${address}: the secret has no text of that name`);
  return member;
};

// What the parser complains of would quote the secret.
const membersOf = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const parsed: unknown = JSON.parse(text);
    const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
    return isObject ? (parsed as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
};
