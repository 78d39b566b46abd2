import { randomUUID } from 'node:crypto';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, inject, test } from 'vitest';
import { secretsByScheme } from '../../../adapters/secrets/by-scheme.ts';
import { parameterSecrets } from '../../../adapters/secrets/parameter-secrets.ts';
import { managedSecrets } from '../../../adapters/secrets/secrets-manager.ts';
import { NotFound, WrongAsAsked } from '../../../core/errors.ts';
import { secretsContract } from '../../contracts/secrets-contract.ts';
import { failsAsCallsDo } from '../support/signals-failures.ts';
import { testSettings } from '../support/signals-server.ts';

const ssm = () => new SSMClient(testSettings(inject('moto')));
const manager = () => new SecretsManagerClient(testSettings(inject('moto')));

const kept = async (SecretString: string): Promise<string> => {
  const Name = `firedrill/${randomUUID()}`;
  await manager().send(new CreateSecretCommand({ Name, SecretString }));
  return Name;
};

const onAws = () =>
  secretsByScheme({ ssm: parameterSecrets(ssm()), secretsmanager: managedSecrets(manager()) });

secretsContract('Parameter Store, on moto', async () => {
  const Name = `/firedrill/${randomUUID()}`;
  await ssm().send(new PutParameterCommand({ Name, Value: 'canary-1', Type: 'SecureString' }));
  return {
    secrets: onAws(),
    reference: `ssm:${Name}`,
    value: 'canary-1',
    missing: 'ssm:/firedrill/gone',
  };
});

secretsContract('Secrets Manager, on moto', async () => ({
  secrets: onAws(),
  reference: `secretsmanager:${await kept('canary-1')}`,
  value: 'canary-1',
  missing: 'secretsmanager:firedrill/gone',
}));

describe('a plain parameter', () => {
  test.each(['String', 'StringList'] as const)('is no secret, and it is said why: %s', async (Type) => {
    const Name = `/firedrill/${randomUUID()}`;
    await ssm().send(new PutParameterCommand({ Name, Value: 'canary-1', Type }));
    const failure = await onAws()
      .read(`ssm:${Name}`)
      .catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(WrongAsAsked);
    expect(String(failure)).toContain(`ssm:${Name} is a ${Type}, which is not encrypted`);
    expect(String(failure)).not.toContain('canary-1');
  });
});

describe('a member of a secret that is JSON', () => {
  test('is read by its key', async () => {
    const name = await kept('{"token":"canary-1","other":"x","a#b":"y"}');
    expect(await onAws().read(`secretsmanager:${name}#token`)).toBe('canary-1');
    expect(await onAws().read(`secretsmanager:${name}#a#b`)).toBe('y');
  });

  test.each([
    ['is not there', '{"other":"canary-1"}', NotFound],
    ['is no text', '{"token":{"of":"canary-1"}}', NotFound],
    ['cannot be, in what is no JSON', 'canary-1', WrongAsAsked],
    ['cannot be, in JSON that is cut short', '{"token":"canary-1', WrongAsAsked],
    ['cannot be, in a list', '["canary-1"]', WrongAsAsked],
  ])('that %s: the reference is said, the secret is not', async (_, text, kind) => {
    const reference = `secretsmanager:${await kept(text)}#token`;
    const failure = await onAws()
      .read(reference)
      .catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(kind);
    expect(String(failure)).toContain(reference);
    expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain('canary-1');
  });
});

failsAsCallsDo('secrets', {
  'a parameter': (settings) => parameterSecrets(new SSMClient(settings))('/firedrill/x'),
  'a secret': (settings) => managedSecrets(new SecretsManagerClient(settings))('firedrill/x'),
});
