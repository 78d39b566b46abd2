import {
  DeleteFunctionConcurrencyCommand,
  type LambdaClient,
  PutFunctionConcurrencyCommand,
} from '@aws-sdk/client-lambda';
import { type UndoingDriver, undoing } from '../attribute/undoing.ts';
import type { Fences } from '../fences.ts';
import { concurrency } from './attribute.ts';
import { readConcurrency } from './read.ts';

/** Puts functions' reserved concurrency back. Lambda has a `RevisionId` for configurations, and none for this. */
export const undoingConcurrency = (lambda: LambdaClient, fences: Pick<Fences, 'raise'>): UndoingDriver =>
  undoing(
    concurrency,
    {
      read: readConcurrency(lambda),
      write: async ({ label: FunctionName }, { reservedConcurrentExecutions: before = null }) => {
        await (before === null
          ? lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName }))
          : lambda.send(
              new PutFunctionConcurrencyCommand({
                FunctionName,
                ReservedConcurrentExecutions: Number(before),
              }),
            ));
        return undefined;
      },
    },
    fences,
  );
