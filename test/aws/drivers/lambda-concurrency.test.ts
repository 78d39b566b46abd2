import { GetFunctionConcurrencyCommand, PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import { faultDriverContract } from '../../contracts/fault-driver-contract.ts';
import { recordOf } from '../../contracts/record-of.ts';
import { atMoto, closeProxies, faultOn } from './at-moto.ts';
import { makeFunction } from './lambda-scene.ts';
import { denied } from './refusals.ts';

const action = 'lambda/concurrency';
const faultFor = (app: string, parameters = {}) => faultOn(action, 'aws:lambda:function', app, parameters);
const begin = async () => {
  const world = await atMoto(action);
  const lambda = await world.clients.lambda();
  const put = (FunctionName: string, ReservedConcurrentExecutions: number) =>
    lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions }));
  const get = async (FunctionName: string) =>
    (await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }))).ReservedConcurrentExecutions;
  return { ...world, put, get };
};

closeProxies();

faultDriverContract(action, async () => {
  const world = await begin();
  const { driver, id, put, proxy } = world;
  await makeFunction(world, id);
  await makeFunction(world, `${id}-denied`);
  proxy.meddle(({ operation }) =>
    operation.startsWith(`PUT /2017-10-31/functions/${id}-denied/`) ? denied : undefined,
  );
  return {
    driver,
    now: Date.now,
    reversible: faultFor(id),
    impossible: faultFor(`${id}-denied`),
    meddle: async () => void (await put(id, 7)),
  };
});

test.each([undefined, 0, 3])('a reservation of %s is put back', async (before) => {
  const world = await begin();
  const { driver, id, put, get } = world;
  await makeFunction(world, id);
  if (before !== undefined) await put(id, before);
  const record = await recordOf(driver, faultFor(id, { reservedConcurrentExecutions: '1' }), Date.now());

  await driver.inject(record);
  expect(await get(id)).toBe(1);
  expect(await driver.undo(record)).toEqual({ outcome: 'accepted' });

  expect(await get(id)).toBe(before);
});
