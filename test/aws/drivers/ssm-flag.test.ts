import { GetParameterCommand, PutParameterCommand } from '@aws-sdk/client-ssm';
import { expect, test } from 'vitest';
import { faultDriverContract } from '../../contracts/fault-driver-contract.ts';
import { recordOf } from '../../contracts/record-of.ts';
import { atMoto, closeProxies, faultOn, tagListFor } from './at-moto.ts';
import { denied } from './refusals.ts';

const action = 'ssm/flag';
const faultFor = (app: string) =>
  faultOn(action, 'aws:ssm:parameter', app, { fault: '{"latencyMs": 500}', cacheMs: '0' });

const begin = async () => {
  const world = await atMoto(action);
  const ssm = await world.clients.ssm();
  const make = (app: string, Type: 'String' | 'SecureString' = 'String') =>
    ssm.send(new PutParameterCommand({ Name: `/shop/${app}`, Value: 'none', Type, Tags: tagListFor(app) }));
  const write = (app: string, Value: string) =>
    ssm.send(new PutParameterCommand({ Name: `/shop/${app}`, Value, Overwrite: true }));
  const textIn = async (app: string) =>
    (await ssm.send(new GetParameterCommand({ Name: `/shop/${app}` }))).Parameter?.Value ?? '';
  return { ...world, make, write, textIn };
};

closeProxies();

faultDriverContract(action, async () => {
  const { driver, id, proxy, make, write } = await begin();
  await make(id);
  await make(`${id}-denied`);
  proxy.meddle(({ operation, body }) =>
    operation === 'PutParameter' && body.includes(`${id}-denied`) ? denied : undefined,
  );
  return {
    driver,
    now: Date.now,
    reversible: faultFor(id),
    impossible: faultFor(`${id}-denied`),
    meddle: async () => void (await write(id, 'of somebody else')),
  };
});

test('the value says what the fault is, whose it is, and until when at the latest', async () => {
  const { driver, id, make, textIn } = await begin();
  await make(id);
  const record = await recordOf(driver, faultFor(id), Date.now());

  await driver.inject(record);

  expect(JSON.parse(await textIn(id))).toEqual({
    cacheMs: 0,
    expiresAt: new Date(record.deadlineMs).toISOString(),
    fault: { latencyMs: 500 },
    run: record.token,
  });
  await driver.undo(record);
  expect(await textIn(id)).toBe('none');
});

test('a flag that has expired is no evidence any more, and is still taken away', async () => {
  const { driver, id, make, textIn } = await begin();
  await make(id);
  const record = { ...(await recordOf(driver, faultFor(id), Date.now())), deadlineMs: Date.now() - 1 };
  await driver.inject(record);

  expect(await driver.evidence(record)).toMatchObject({ present: 'no' });
  expect(await driver.verify(record)).toMatchObject({ restored: false, drifted: false });
  expect(await driver.undo(record)).toEqual({ outcome: 'accepted' });
  expect(await textIn(id)).toBe('none');
});

test('is not verified while somebody may still act on what they have read', async () => {
  const { driver, id, make } = await begin();
  await make(id);
  const fault = faultFor(id);
  const { cacheMs: _, ...parameters } = fault.parameters;
  const record = await recordOf(driver, { ...fault, parameters }, Date.now());
  await driver.inject(record);
  await driver.undo(record);

  expect(await driver.verify(record)).toMatchObject({
    restored: false,
    drifted: false,
    seen: expect.stringContaining('may act on it until'),
  });
});

test('two that undo at once are not taken for somebody else', async () => {
  const { driver, id, make, textIn } = await begin();
  await make(id);
  const record = await recordOf(driver, faultFor(id), Date.now());
  await driver.inject(record);

  const both = await Promise.all([driver.undo(record), driver.undo(record)]);

  expect(both.map(({ outcome }) => outcome)).not.toContain('drifted');
  expect(await textIn(id)).toBe('none');
});

test('the same fault of another run is somebody else’s', async () => {
  const { driver, id, make, textIn } = await begin();
  await make(id);
  const record = await recordOf(driver, faultFor(id), Date.now());
  await driver.inject({ ...record, token: 'run-2/0' });

  expect(await driver.undo(record)).toMatchObject({ outcome: 'drifted' });
  expect(await textIn(id)).toContain('run-2/0');
});

test('a write that comes between is not kept out, but said', async () => {
  const { driver, id, proxy, make, textIn } = await begin();
  await make(id);
  const record = await recordOf(driver, faultFor(id), Date.now());
  await driver.inject(record);
  const Value = await textIn(id);
  // It is at version 2: whoever was told 1 writes after somebody else.
  const stale = { Parameter: { Name: `/shop/${id}`, Type: 'String', Value, Version: 1 } };
  proxy.meddle(({ operation }) =>
    operation === 'GetParameter' ? { status: 200, body: JSON.stringify(stale) } : undefined,
  );

  expect(await driver.undo(record)).toMatchObject({
    outcome: 'drifted',
    seen: expect.stringContaining('version 2 of'),
  });
});

test('a value that changes after it was compared is not overwritten', async () => {
  const { driver, id, proxy, make, write, textIn } = await begin();
  await make(id);
  const record = await recordOf(driver, faultFor(id), Date.now());
  await driver.inject(record);
  const Value = await textIn(id);
  const seen = { Parameter: { Name: `/shop/${id}`, Type: 'String', Value, Version: 2 } };
  await write(id, 'of somebody else');
  let reads = 0;
  proxy.meddle(({ operation }) => {
    if (operation === 'GetParameter') reads += 1;
    return reads === 1 && operation === 'GetParameter'
      ? { status: 200, body: JSON.stringify(seen) }
      : undefined;
  });

  expect(await driver.undo(record)).toMatchObject({ outcome: 'drifted' });
  expect(await textIn(id)).toBe('of somebody else');
});

test('a write whose answer was lost, and that was sent again, is nobody else’s', async () => {
  const { driver, id, proxy, make, textIn } = await begin();
  await make(id);
  const record = await recordOf(driver, faultFor(id), Date.now());
  await driver.inject(record);
  let writes = 0;
  proxy.meddle(({ operation }) => {
    if (operation === 'PutParameter') writes += 1;
    return operation === 'PutParameter' && writes === 1 ? 'lose-answer' : undefined;
  });

  expect(await driver.undo(record)).toEqual({ outcome: 'accepted' });
  expect(writes).toBe(2);
  expect(await textIn(id)).toBe('none');
});

test('a flag is never a SecureString, whose value the journal would show', async () => {
  const { driver, id, make } = await begin();
  await make(id, 'SecureString');

  await expect(recordOf(driver, faultFor(id), Date.now())).rejects.toThrow('a flag is a String');
});
