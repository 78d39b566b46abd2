import { expect, test } from 'vitest';
import { secretsByScheme } from '../../../adapters/secrets/by-scheme.ts';
import { environmentSecrets } from '../../../adapters/secrets/environment-secrets.ts';
import { WrongAsAsked } from '../../../core/errors.ts';
import { secretsContract } from '../../contracts/secrets-contract.ts';
import { memorySecrets } from '../../support/memory/secrets.ts';

secretsContract('environment', async () => ({
  secrets: secretsByScheme({ env: environmentSecrets({ TOKEN: 'canary-1' }) }),
  reference: 'env:TOKEN',
  value: 'canary-1',
  missing: 'env:GONE',
}));

secretsContract('memory', async () => ({
  secrets: memorySecrets({ 'ssm:/token': 'canary-1' }),
  reference: 'ssm:/token',
  value: 'canary-1',
  missing: 'ssm:/gone',
}));

const env = (environment: Readonly<Record<string, string>>) =>
  secretsByScheme({ env: environmentSecrets(environment) });

test('a line break at the end of a secret is not part of it', async () => {
  expect(await env({ TOKEN: 'canary-1\r\n' }).read('env:TOKEN')).toBe('canary-1');
});

test('an empty secret is none, and is named', async () => {
  const reading = env({ TOKEN: '\n' }).read('env:TOKEN');
  await expect(reading).rejects.toThrow(WrongAsAsked);
  await expect(reading).rejects.toThrow('The secret env:TOKEN is empty');
});

test('what every object has is no variable', async () => {
  await expect(env({}).read('env:constructor')).rejects.toThrow('env:constructor is not set');
});

test('on AWS the environment holds no secrets', async () => {
  const secrets = secretsByScheme({ ssm: async () => 'x', secretsmanager: async () => 'y' });
  await expect(secrets.read('env:TOKEN')).rejects.toThrow('write `ssm:…` or `secretsmanager:…`');
});
