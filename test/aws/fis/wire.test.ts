import { expect, onTestFinished, test } from 'vitest';
import { moveSafetyLever, readSafetyLever } from '../../../adapters/fis/safety-lever.ts';
import { startExperiment } from '../../../adapters/fis/start-options.ts';
import { send } from '../../../adapters/fis/wire.ts';
import { ServiceUnavailable, WrongAsAsked } from '../../../core/errors.ts';
import { startFisServer } from '../support/fis-server.ts';
import { fisAt } from '../support/fis-world.ts';

const open = async () => {
  const server = await startFisServer({ now: () => 0 });
  onTestFinished(() => server.close());
  return { server, fis: fisAt(server.url) };
};

const busy = { status: 429, type: 'ThrottlingException' };
const down = { status: 503, type: 'ServiceUnavailable' };

test('the lever is read, pulled and let go', async () => {
  const { server, fis } = await open();
  expect(await readSafetyLever(fis)).toEqual({ status: 'disengaged', reason: 'told so' });

  await moveSafetyLever(fis, 'engaged', 'fire drill');

  expect(server.requests.at(-1)).toEqual({
    method: 'PATCH',
    path: '/safetyLevers/default/state',
    body: { state: { status: 'engaged', reason: 'fire drill' } },
  });
  expect((await readSafetyLever(fis)).status).toBe('engaged');
  expect((await moveSafetyLever(fis, 'disengaged', 'over')).status).toBe('disengaged');
});

test.for([
  ['reading', busy],
  ['reading', down],
  ['pulling', busy],
  ['pulling', down],
] as const)('%s the lever is tried again by the SDK after %o', async ([what, answer]) => {
  const { server, fis } = await open();
  server.troubles.push({ on: '', times: 2, answer });

  const lever = what === 'reading' ? readSafetyLever(fis) : moveSafetyLever(fis, 'engaged', 'fire drill');

  await expect(lever).resolves.toHaveProperty('status');
  expect(server.requests).toHaveLength(3);
});

test('a lever that cannot be read is an error, never a lever that is let go', async () => {
  const { server, fis } = await open();
  server.troubles.push({ on: '', times: 3, answer: down });

  await expect(readSafetyLever(fis)).rejects.toThrow(ServiceUnavailable);
});

test.for([
  ['ResourceNotFoundException', 404, 'ResourceNotFoundException'],
  ['com.amazonaws.fis#ConflictException:http://internal/', 409, 'ConflictException'],
] as const)('the error %s has the name the SDK would give it', async ([type, status, name]) => {
  const { server, fis } = await open();
  server.troubles.push({ on: '', times: 1, answer: { status, type } });

  const asked = send(fis, { method: 'GET', path: () => '/safetyLevers/default' }, {});

  await expect(asked).rejects.toMatchObject({
    name,
    $fault: 'client',
    $metadata: { httpStatusCode: status },
  });
});

test('a start asked to skip every action says so on the wire, whatever the SDK knows of it', async () => {
  const { server, fis } = await open();
  const input = { experimentTemplateId: 'EXT1', clientToken: 'token', tags: { a: 'b' } };

  await expect(startExperiment(fis, input, 'skip-all')).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });

  expect(server.requests.at(-1)?.body).toEqual({ ...input, experimentOptions: { actionsMode: 'skip-all' } });
});

test('a start with options is tried again with them, and a refusal of ours stays one', async () => {
  const { server, fis } = await open();
  server.troubles.push({ on: 'POST /experiments', times: 2, answer: down });
  const input = { experimentTemplateId: 'EXT1', clientToken: 'token' };

  await expect(startExperiment(fis, input, 'skip-all')).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });

  const modes = server.requests.map(({ body }) => body.experimentOptions);
  expect(modes).toEqual(Array.from({ length: 3 }, () => ({ actionsMode: 'skip-all' })));
});

test('an engaged lever cannot be taken for another answer', async () => {
  const { server, fis } = await open();
  server.troubles.push({ on: '', times: 1, answer: { status: 403, type: 'AccessDeniedException' } });

  await expect(readSafetyLever(fis)).rejects.toThrow(WrongAsAsked);
});
