import { isFiredrillError, NotFound, ServiceUnavailable, WrongAsAsked } from '../../core/errors.ts';

/** Calls AWS. Whatever it throws leaves as one of our failures, with the original as its cause. */
export const calling = async <T>(intent: string, call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (cause) {
    throw failureOf(intent, cause);
  }
};

/** The same failure as ours, named for what was being done. Doubt is `ServiceUnavailable`: it may have happened. */
export const failureOf = (intent: string, cause: unknown): Error => {
  if (isFiredrillError(cause)) return cause;
  const message = `Could not ${intent}: ${cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)}`;
  if (isMissing(cause)) return new NotFound(message, { cause });
  return isRefusal(cause) ? new WrongAsAsked(message, { cause }) : new ServiceUnavailable(message, { cause });
};

/** Whether AWS said no, so that nothing has happened: its own answer, and not one that is retried. */
export const isRefusal = (cause: unknown): boolean =>
  cause instanceof Error &&
  '$fault' in cause &&
  cause.$fault === 'client' &&
  !('$retryable' in cause && cause.$retryable !== undefined) &&
  !notJustNow.has(cause.name) &&
  statusOf(cause) !== 429;

/** Whether an AWS error has one of these names. */
export const isNamed = (cause: unknown, names: readonly string[]): boolean =>
  cause instanceof Error && names.includes(cause.name);

// Services that mark neither throttling nor credentials that have just expired as retryable.
// https://github.com/smithy-lang/smithy-typescript/blob/main/packages/service-error-classification/src/constants.ts
const notJustNow = new Set([
  'ThrottlingException',
  'Throttling',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'SlowDown',
  'ExpiredToken',
  'ExpiredTokenException',
  'RequestTimeout',
  'RequestTimeoutException',
  'TransactionInProgressException',
]);

const isMissing = (cause: unknown): boolean =>
  cause instanceof Error && /NotFound|NoSuch|DoesNotExist/.test(cause.name) && isRefusal(cause);

const statusOf = (cause: object): number | undefined =>
  '$metadata' in cause &&
  typeof cause.$metadata === 'object' &&
  cause.$metadata !== null &&
  'httpStatusCode' in cause.$metadata &&
  typeof cause.$metadata.httpStatusCode === 'number'
    ? cause.$metadata.httpStatusCode
    : undefined;
