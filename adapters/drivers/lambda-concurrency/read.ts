import { GetFunctionConcurrencyCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { Read } from '../attribute/attribute.ts';
import { oneByOne, unlessGone } from '../attribute/one-by-one.ts';

/** The reserved concurrency of functions; null is none. */
export const readConcurrency = (lambda: LambdaClient): Read =>
  oneByOne(async ({ label: FunctionName }) => {
    const answer = await unlessGone(['ResourceNotFoundException'], () =>
      lambda.send(new GetFunctionConcurrencyCommand({ FunctionName })),
    );
    return (
      answer && {
        image: { reservedConcurrentExecutions: answer.ReservedConcurrentExecutions ?? null },
      }
    );
  });
