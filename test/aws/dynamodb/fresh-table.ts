import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { type Table, tableSchema } from '../../../adapters/dynamodb/table.ts';
import { dummyCredentials } from '../support/credentials.ts';
import { patientSettings } from '../support/patient-settings.ts';

/** A table of its own at an emulator, made by the time that anything is asked of it. */
export const freshTable = (endpoint: string): Table => {
  const name = `firedrill-${randomUUID()}`;
  const made = create(endpoint, name);
  made.catch(() => undefined); // whoever asks is told
  const client = clientOf(endpoint);
  client.middlewareStack.add(
    (next) => async (args) => {
      await made;
      return next(args);
    },
    { step: 'initialize', name: 'the-table-is-there' },
  );
  return { client, name };
};

/** A client as it is deployed, but for its address and its credentials. */
export const clientOf = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({
    ...patientSettings({ region: 'eu-west-1', endpoint }),
    credentials: dummyCredentials,
  });

const create = async (endpoint: string, TableName: string): Promise<void> => {
  const client = clientOf(endpoint);
  await client.send(new CreateTableCommand({ TableName, BillingMode: 'PAY_PER_REQUEST', ...tableSchema }));
  await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 1 }, { TableName });
  client.destroy();
};
