import { randomUUID } from 'node:crypto';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { expect, inject, test } from 'vitest';
import { keptIntegrations } from '../../../adapters/ssm/integrations.ts';
import { DocumentInvalid, WrongAsAsked } from '../../../core/errors.ts';
import { awsError, awsServer, testSettings } from '../support/signals-server.ts';

const client = () => new SSMClient(testSettings(inject('moto')));
const put = (Name: string, Value: string) =>
  client().send(new PutParameterCommand({ Name, Value, Type: 'String', Overwrite: true }));

test('whom a deployment can tell is what its parameter says, a minute late at most', async () => {
  const name = `/firedrill/${randomUUID()}/integrations`;
  let nowMs = 0;
  const integrations = keptIntegrations(client(), name, { now: () => nowMs });
  expect(await integrations()).toEqual({ integrations: {}, needsHuman: [] });
  await put(name, '{"needsHuman":["teams:ops"]}');
  expect((await integrations()).needsHuman).toEqual(['teams:ops']);
  await put(name, '{"needsHuman":["teams:dev"]}');
  nowMs = 59_999;
  expect((await integrations()).needsHuman).toEqual(['teams:ops']);
  nowMs = 60_000;
  expect((await integrations()).needsHuman).toEqual(['teams:dev']);
});

test('a parameter that is written otherwise is refused by its name', async () => {
  const name = `/firedrill/${randomUUID()}/integrations`;
  await put(name, '{"needsHuman":"canary-1"}');
  const failure = await keptIntegrations(client(), name, Date)().catch((thrown: unknown) => thrown);
  expect(failure).toBeInstanceOf(DocumentInvalid);
  expect(String(failure)).toContain(
    `The parameter ${name} is not what integrations are written as: /needsHuman`,
  );
  expect(String(failure)).not.toContain('canary-1');
});

test('one that may not be read is not one that is not there', async () => {
  const { settings } = await awsServer(() => awsError('AccessDeniedException'));
  await expect(keptIntegrations(new SSMClient(settings), '/x', Date)()).rejects.toThrow(WrongAsAsked);
});
