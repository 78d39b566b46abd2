type Details = { readonly alias?: string };

/** A state failed with an error that Retry and Catch may match; `alias` is a second name it answers to. */
export class StateFailed extends Error {
  static {
    StateFailed.prototype.name = 'StateFailed';
  }
  readonly error: string | undefined;
  readonly reason: string | undefined;
  readonly alias: string | undefined;
  constructor(error: string | undefined, reason: string | undefined, { alias }: Details = {}) {
    super(reason ?? error ?? 'failed');
    this.error = error;
    this.reason = reason;
    this.alias = alias;
  }
}

/** The branch was cut off from outside: it unwinds, and nothing it still does counts. */
export class Cut extends Error {
  static {
    Cut.prototype.name = 'Cut';
  }
}

/** Failures that end the execution whatever its Retry and Catch say, or unless they name them. */
export const RUNTIME = 'States.Runtime';
/** A result over 256 KiB. */
export const DATA_LIMIT = 'States.DataLimitExceeded';
/** A JSONata expression that failed, or gave what its field cannot take. */
export const QUERY_FAILED = 'States.QueryEvaluationError';
/** A task over its time. */
export const TIMED_OUT = 'States.Timeout';

/** The error as `$states.errorOutput` shows it: AWS writes an absent name or cause as empty text. */
export const errorOutput = (failure: StateFailed) => ({
  Error: failure.error ?? '',
  Cause: failure.reason ?? '',
});

/** Whether a list of ErrorEquals covers the failure, with AWS's wildcards and their exceptions. */
export const covers = (names: readonly string[], failure: StateFailed, stateType: string): boolean => {
  // "States.Runtime errors aren't retriable, and will always cause the execution to fail."
  if (failure.error === RUNTIME) return false;
  return names.some(
    (name) =>
      (failure.error !== undefined && name === failure.error) ||
      (failure.alias !== undefined && name === failure.alias) ||
      isWildcard(name, failure, stateType),
  );
};

const isWildcard = (name: string, { error }: StateFailed, stateType: string): boolean => {
  if (error === DATA_LIMIT) return false;
  if (name === 'States.ALL') return true;
  if (name === 'States.TaskFailed') return stateType === 'Task' && error !== TIMED_OUT;
  return name === 'States.BranchFailed' && stateType === 'Parallel';
};
