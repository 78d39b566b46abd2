import { type LambdaClient, PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import { type InjectingDriver, injecting } from '../attribute/injecting.ts';
import type { Fences } from '../fences.ts';
import { concurrency } from './attribute.ts';
import { readConcurrency } from './read.ts';

/** Reserves too little concurrency for functions. */
export const injectingConcurrency = (
  lambda: LambdaClient,
  fences: Pick<Fences, 'isRaised'>,
): InjectingDriver =>
  injecting(
    concurrency,
    {
      read: readConcurrency(lambda),
      write: async ({ label: FunctionName }, { reservedConcurrentExecutions }) => {
        const request = { FunctionName, ReservedConcurrentExecutions: Number(reservedConcurrentExecutions) };
        await lambda.send(new PutFunctionConcurrencyCommand(request));
        return undefined;
      },
    },
    fences,
  );
