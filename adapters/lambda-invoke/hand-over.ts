import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { ServiceUnavailable } from '../../core/errors.ts';
import { calling } from '../aws/calling.ts';

/** Hands something to a function by an asynchronous call: Lambda answers when it has taken it, not when it is done. */
export const handLambda =
  (client: LambdaClient, functionName: string) =>
  (handed: unknown): Promise<void> =>
    calling(`hand something to ${functionName}`, async () => {
      const Payload = Buffer.from(JSON.stringify(handed));
      const order = { FunctionName: functionName, InvocationType: 'Event' as const, Payload };
      const { StatusCode } = await client.send(new InvokeCommand(order));
      if (StatusCode !== 202) throw new ServiceUnavailable(`Lambda answered ${StatusCode}, not 202`);
    });
