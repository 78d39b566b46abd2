import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { ServiceUnavailable } from '../../core/errors.ts';
import type { Watchers } from '../../core/ports.ts';
import { calling } from '../aws/calling.ts';

/** Starts `watch-http` by an asynchronous call: Lambda answers when it has taken it, not when it is over. */
export const lambdaWatchers = (client: LambdaClient, functionName: string): Watchers => ({
  start: (runId) =>
    calling(`start a watcher of run ${runId}`, async () => {
      const Payload = Buffer.from(JSON.stringify({ runId }));
      const order = { FunctionName: functionName, InvocationType: 'Event' as const, Payload };
      const { StatusCode } = await client.send(new InvokeCommand(order));
      if (StatusCode !== 202) throw new ServiceUnavailable(`Lambda answered ${StatusCode}, not 202`);
    }),
});
