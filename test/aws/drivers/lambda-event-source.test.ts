import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  CreateEventSourceMappingCommand,
  DeleteEventSourceMappingCommand,
  GetEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { expect, inject, test } from 'vitest';
import { idOf } from '../../../adapters/fis/looks/look.ts';
import { faultDriverContract } from '../../contracts/fault-driver-contract.ts';
import { recordOf } from '../../contracts/record-of.ts';
import { type AtMoto, atMoto, closeProxies, faultOn, settingsAt, tagsFor } from './at-moto.ts';
import { makeFunction } from './lambda-scene.ts';
import { denied } from './refusals.ts';

const action = 'lambda/event-source';
const faultFor = (app: string) => faultOn(action, 'aws:lambda:event-source-mapping', app);

const makeMapping = async (world: AtMoto, app: string): Promise<string> => {
  const FunctionName = await makeFunction(world, app, `${app}-${crypto.randomUUID().slice(0, 4)}`);
  const dynamo = new DynamoDBClient(settingsAt(inject('moto')));
  const { TableDescription } = await dynamo.send(
    new CreateTableCommand({
      TableName: FunctionName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'PK', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'PK', KeyType: 'HASH' }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
    }),
  );
  const { UUID = '' } = await (await world.clients.lambda()).send(
    new CreateEventSourceMappingCommand({
      FunctionName,
      EventSourceArn: TableDescription?.LatestStreamArn,
      StartingPosition: 'LATEST',
      Tags: tagsFor(app),
    }),
  );
  return UUID;
};

closeProxies();

faultDriverContract(action, async () => {
  const world = await atMoto(action);
  const { driver, id, proxy, clients } = world;
  const lambda = await clients.lambda();
  await makeMapping(world, id);
  const refusing = await makeMapping(world, `${id}-denied`);
  proxy.meddle(({ operation }) =>
    operation.startsWith('PUT ') && operation.includes(refusing) ? denied : undefined,
  );
  return {
    driver,
    now: Date.now,
    reversible: faultFor(id),
    impossible: faultFor(`${id}-denied`),
    meddle: async (arn) => void (await lambda.send(new DeleteEventSourceMappingCommand({ UUID: idOf(arn) }))),
  };
});

test('a mapping that is on its way is waited for, and one that is deleted is gone', async () => {
  const world = await atMoto(action);
  const { driver, id, proxy, clients } = world;
  const UUID = await makeMapping(world, id);
  const record = await recordOf(driver, faultFor(id), Date.now());
  await driver.inject(record);
  const shown = await (await clients.lambda()).send(new GetEventSourceMappingCommand({ UUID }));
  let State = 'Disabling';
  proxy.meddle(({ operation }) =>
    operation.startsWith('GET ')
      ? { status: 200, body: JSON.stringify({ ...shown, State, LastModified: 1 }) }
      : undefined,
  );

  await expect(driver.undo(record)).rejects.toThrow('is still disabling');
  expect(await driver.evidence(record)).toMatchObject({ present: 'unknown' });
  expect(await driver.verify(record)).toMatchObject({ restored: false, drifted: false });
  State = 'Enabling';
  expect(await driver.verify(record)).toMatchObject({ restored: false, drifted: false });
  State = 'Deleting';
  expect(await driver.verify(record)).toMatchObject({ restored: false, drifted: true, gone: true });
});

test('mappings are found on every page, and a lease on one covers its function', async () => {
  const world = await atMoto(action);
  const { driver, id, proxy } = world;
  await makeMapping(world, id);
  const [one] = await driver.resolve(faultFor(id));
  proxy.meddle(({ operation }) => {
    if (!/^GET \/2015-03-31\/event-source-mappings/.test(operation)) return undefined;
    const last = {
      EventSourceMappings: [{ EventSourceMappingArn: one?.arn, FunctionArn: one?.containers[0] }],
    };
    const body = operation.includes('Marker=more') ? last : { EventSourceMappings: [], NextMarker: 'more' };
    return { status: 200, body: JSON.stringify(body) };
  });

  const found = await driver.resolve(faultFor(id));

  expect(found.map(({ arn }) => arn)).toEqual([one?.arn]);
  expect(found[0]?.containers).toEqual([expect.stringMatching(new RegExp(`:function:${id}-....$`))]);
});
