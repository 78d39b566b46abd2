import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { ServiceUnavailable } from '../../core/errors.ts';
import { calling } from '../aws/calling.ts';

/** Hands something to a function and waits for its answer. */
export type Hand = (handed: unknown) => Promise<unknown>;

/** Calls a function and waits; what it throws is `ServiceUnavailable`, because it may have done its work all the same. */
export const lambdaHand =
  (client: LambdaClient, functionName: string): Hand =>
  (handed) =>
    calling(`call ${functionName}`, async () => {
      const Payload = Buffer.from(JSON.stringify(handed));
      const order = { FunctionName: functionName, InvocationType: 'RequestResponse' as const, Payload };
      const answer = await client.send(new InvokeCommand(order));
      const text = answer.Payload?.transformToString() ?? '';
      if (answer.FunctionError !== undefined)
        throw new ServiceUnavailable(`${functionName} failed (${answer.FunctionError}): ${saidIn(text)}`);
      return text === '' ? undefined : JSON.parse(text);
    });

// https://docs.aws.amazon.com/lambda/latest/dg/nodejs-exceptions.html
const saidIn = (text: string): string => {
  try {
    const { errorType, errorMessage } = JSON.parse(text);
    return `${errorType}: ${errorMessage}`;
  } catch {
    return text.slice(0, 1_000);
  }
};
