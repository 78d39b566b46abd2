import { randomUUID } from 'node:crypto';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { describe, expect, inject, test } from 'vitest';
import { readParameter } from '../../../adapters/ssm/parameters.ts';
import { readParametersUnder } from '../../../adapters/ssm/parameters-under.ts';
import { NotFound } from '../../../core/errors.ts';
import { failsAsCallsDo } from '../support/signals-failures.ts';
import { testSettings } from '../support/signals-server.ts';

describe('on moto', () => {
  const client = () => new SSMClient(testSettings(inject('moto')));
  // Over what is there: the SDK may ask again for what has been done, and only its answer was late.
  const put = (ssm: SSMClient, Name: string, Value: string) =>
    ssm.send(new PutParameterCommand({ Name, Value, Type: 'SecureString', Overwrite: true }));

  test('a secret is read in the clear', async () => {
    const [ssm, name] = [client(), `/firedrill/${randomUUID()}/slack/token`];
    await put(ssm, name, 'xoxb-1');
    expect(await readParameter(ssm, name)).toBe('xoxb-1');
  });

  test('one that does not exist is not found, by its name', async () => {
    const reading = readParameter(client(), '/firedrill/gone');
    await expect(reading).rejects.toThrow(NotFound);
    await expect(reading).rejects.toThrow(/\/firedrill\/gone/);
  });

  test('all under a path are read, at any depth, page by page', async () => {
    const [ssm, path] = [client(), `/firedrill/${randomUUID()}`];
    const wanted = Object.fromEntries(
      Array.from({ length: 12 }, (_, n) => [`${path}/a/b${n}/c`, `value ${n}`]),
    );
    for (const [name, value] of Object.entries(wanted)) await put(ssm, name, value);
    expect(await readParametersUnder(ssm, path)).toEqual(wanted);
    expect(await readParametersUnder(ssm, `${path}/nothing`)).toEqual({});
  });
});

failsAsCallsDo('Parameter Store', {
  readParameter: (settings) => readParameter(new SSMClient(settings), '/firedrill/x'),
  readParametersUnder: (settings) => readParametersUnder(new SSMClient(settings), '/firedrill'),
});
