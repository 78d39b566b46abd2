import { PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { GetParameterCommand, PutParameterCommand } from '@aws-sdk/client-ssm';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { expect, test } from 'vitest';
import type { FaultDriver } from '../../../core/ports.ts';
import { chaos } from '../../../middleware/chaos.ts';
import { faultDriverContract } from '../../contracts/fault-driver-contract.ts';
import { recordOf } from '../../contracts/record-of.ts';
import { atMoto, closeProxies, faultOn, tagListFor } from './at-moto.ts';
import { makeFunction } from './lambda-scene.ts';
import { denied } from './refusals.ts';

const action = 'middy/chaos';
const nameFor = (app: string) => `/chaos/${app}`;
const faultFor = (app: string, fault: object = { exception: 'out of order' }, cacheMs = '0') =>
  faultOn(action, 'aws:lambda:function', app, {
    parameter: nameFor(app),
    fault: JSON.stringify(fault),
    cacheMs,
  });

const begin = async () => {
  const world = await atMoto(action);
  const ssm = await world.clients.ssm();
  const cloudWatch = await world.clients.cloudWatch();
  const make = (app: string) =>
    ssm.send(
      new PutParameterCommand({ Name: nameFor(app), Value: 'none', Type: 'String', Tags: tagListFor(app) }),
    );
  const write = (app: string, Value: string) =>
    ssm.send(new PutParameterCommand({ Name: nameFor(app), Value, Overwrite: true }));
  const textIn = async (app: string) =>
    (await ssm.send(new GetParameterCommand({ Name: nameFor(app) }))).Parameter?.Value ?? '';
  /** Calls a function that has the middleware; CloudWatch makes metrics of what it prints, as it would of its log. */
  const invoke = async (app: string, functionName: string): Promise<unknown> => {
    const printed: string[] = [];
    const handler = middy<unknown, unknown>()
      .use(
        chaos({
          parameter: nameFor(app),
          readTimeoutMs: 2_000,
          read: () => textIn(app),
          print: (line) => void printed.push(line),
        }),
      )
      .handler(() => 'handled');
    const [outcome] = await Promise.allSettled([handler({}, { functionName } as Context)]);
    for (const line of printed) {
      const { FunctionName, Run, FaultsApplied } = JSON.parse(line);
      const Dimensions = [
        { Name: 'FunctionName', Value: FunctionName },
        { Name: 'Run', Value: Run },
      ];
      const MetricData = [{ MetricName: 'FaultsApplied', Dimensions, Value: FaultsApplied }];
      await cloudWatch.send(new PutMetricDataCommand({ Namespace: 'Firedrill/Middleware', MetricData }));
    }
    return outcome.status === 'rejected' ? outcome.reason : outcome.value;
  };
  return { ...world, make, write, textIn, invoke };
};

/** The driver beside functions that are called as soon as it has injected. */
const called = (
  driver: FaultDriver,
  invoke: (app: string, functionName: string) => Promise<unknown>,
  app: string,
): FaultDriver => ({
  ...driver,
  inject: async (record) => {
    await driver.inject(record);
    for (const { label } of record.targets) await invoke(app, label);
  },
});

closeProxies();

faultDriverContract(action, async () => {
  const world = await begin();
  const { driver, id, proxy, make, write, invoke } = world;
  await makeFunction(world, id, `${id}-a`);
  await makeFunction(world, id, `${id}-b`);
  await makeFunction(world, `${id}-denied`);
  await make(id);
  await make(`${id}-denied`);
  proxy.meddle(({ operation, body }) =>
    operation === 'PutParameter' && body.includes(`${id}-denied`) ? denied : undefined,
  );
  return {
    driver: called(driver, invoke, id),
    now: Date.now,
    reversible: faultFor(id),
    impossible: faultFor(`${id}-denied`),
    meddle: async () => void (await write(id, 'of somebody else')),
  };
});

test('the functions that are meant are hurt, and no other that reads the same parameter', async () => {
  const world = await begin();
  const { driver, id, make, invoke } = world;
  await makeFunction(world, id, `${id}-a`);
  await make(id);
  const record = await recordOf(driver, faultFor(id), Date.now());

  expect(await invoke(id, `${id}-a`)).toBe('handled');
  await driver.inject(record);
  expect(await invoke(id, `${id}-a`)).toMatchObject({ name: 'ChaosFault', message: 'out of order' });
  expect(await invoke(id, `${id}-b`)).toBe('handled');
  await driver.undo(record);
  expect(await invoke(id, `${id}-a`)).toBe('handled');
});

test('a flag that no function has acted on yet proves nothing, and one of two functions half of it', async () => {
  const world = await begin();
  const { driver, id, make, invoke } = world;
  await makeFunction(world, id, `${id}-a`);
  await makeFunction(world, id, `${id}-b`);
  await make(id);
  const record = await recordOf(driver, faultFor(id), Date.now());
  await driver.inject(record);

  expect(await driver.evidence(record)).toMatchObject({ present: 'unknown' });
  await invoke(id, `${id}-b`);
  expect(await driver.evidence(record)).toMatchObject({
    present: 'partly',
    seen: expect.stringContaining(`nothing was heard yet of ${id}-a`),
  });
  await invoke(id, `${id}-a`);
  expect(await driver.evidence(record)).toMatchObject({ present: 'yes', level: 2 });
  // What was said of one fault proves no other.
  expect(await driver.evidence({ ...record, token: 'run-2/0' })).toMatchObject({ present: 'no' });
});

test('is one write, however many functions there are, and is found by a lease on any of them', async () => {
  const world = await begin();
  const { driver, id, make, proxy } = world;
  for (const n of [1, 2, 3]) await makeFunction(world, id, `${id}-${n}`);
  await make(id);
  const record = await recordOf(driver, faultFor(id), Date.now());

  await driver.inject(record);
  await driver.undo(record);

  expect(proxy.asked.filter(({ operation }) => operation === 'PutParameter')).toHaveLength(2);
  for (const { containers } of record.targets)
    expect(containers).toEqual([expect.stringMatching(`:parameter/chaos/${id}$`)]);
});

test('is not verified while an invocation may still be held up', async () => {
  const world = await begin();
  const { driver, id, make } = world;
  await makeFunction(world, id);
  await make(id);
  const record = await recordOf(driver, faultFor(id, { latencyMs: 30_000 }), Date.now());
  await driver.inject(record);
  await driver.undo(record);

  expect(await driver.verify(record)).toMatchObject({ restored: false, drifted: false });
});

test('has no targets without its parameter', async () => {
  const world = await begin();
  const { driver, id } = world;
  await makeFunction(world, id);

  await expect(driver.resolve(faultFor(id))).rejects.toThrow('which the functions read');
});
