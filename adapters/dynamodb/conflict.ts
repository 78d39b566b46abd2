import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { ServiceUnavailable } from '../../core/errors.ts';
import { isNamed } from '../aws/calling.ts';

const tries = 12;
const longestWaitMs = 200;

/**
 * Does again what DynamoDB turned away because another write was at the same item: the SDK does not, and nothing has
 * happened. In the end that is `ServiceUnavailable`.
 */
export const unlessInConflict = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let tried = 1; ; tried += 1) {
    try {
      return await work();
    } catch (cause) {
      if (!isConflict(cause)) throw cause;
      if (tried === tries)
        throw new ServiceUnavailable('Others keep writing the same item of the table', { cause });
    }
    await briefly(tried);
  }
};

/** Waits for a moment that is longer each time, and not the same for all who wait. */
export const briefly = (tried: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, Math.random() * Math.min(longestWaitMs, 5 * 2 ** tried));
  });

const isConflict = (cause: unknown): boolean =>
  isNamed(cause, ['TransactionConflictException']) ||
  (cause instanceof TransactionCanceledException &&
    (cause.CancellationReasons ?? []).every(({ Code = 'None' }) => passing.has(Code)));

// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
const passing = new Set(['None', 'TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);
