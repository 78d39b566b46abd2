import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { IAMClient } from '@aws-sdk/client-iam';
import { ServiceUnavailable } from '../../core/errors.ts';
import type { ClientSettings } from '../aws/settings.ts';
import type { Clients } from '../drivers/clients.ts';
import { once } from '../drivers/once.ts';

/** The services that only some faults ask, each loaded when one does. */
export type OtherClients = Pick<Clients, 'autoScaling' | 'lambda' | 'ssm' | 'tagging'> & {
  dynamodb(): Promise<DynamoDBClient>;
  iam(): Promise<IAMClient>;
};

/** Those of them that the driver `fis` needs beside our own drivers' clients. */
export const fisClients = (settings: ClientSettings): Pick<OtherClients, 'dynamodb' | 'iam'> => ({
  dynamodb: once(async () => (await import('./clients/dynamodb.ts')).dynamodbClient(settings)),
  iam: once(async () => (await import('./clients/iam.ts')).iamClient(settings)),
});

/** One of them; a part of the driver that was not given it cannot look, which is no answer. */
export const clientOf = async <Name extends keyof OtherClients>(
  { others = {} }: { readonly others?: Partial<OtherClients> },
  name: Name,
): Promise<Awaited<ReturnType<OtherClients[Name]>>> => {
  const { [name]: make } = others;
  if (make === undefined) throw new ServiceUnavailable(`The driver fis was given no client of ${name} here`);
  return (await make()) as Awaited<ReturnType<OtherClients[Name]>>;
};
