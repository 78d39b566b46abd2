import { LabError } from '../../lab-error.ts';
import { functionFault } from './function-fault.ts';

/** `lambda/concurrency`: a reservation that is too small, 0 by default, throttles. */
export const functionConcurrency = functionFault(
  { revertClass: 'ours', iamEnforced: 'partly', undo: 'put the reserved concurrency back' },
  ({ reservedConcurrentExecutions = '0' }) => ({
    reservedConcurrentExecutions: numberIn('reservedConcurrentExecutions', reservedConcurrentExecutions),
  }),
);

/** `aws:lambda:invocation-add-delay`, with FIS's defaults. */
export const invocationDelay = functionFault(
  { revertClass: 'self-reverting', iamEnforced: 'partly', undo: "take FIS's delay away" },
  ({ startupDelayMilliseconds = '1000', invocationPercentage = '100' }) => ({
    delayMs: numberIn('startupDelayMilliseconds', startupDelayMilliseconds),
    invocationPercentage: numberIn('invocationPercentage', invocationPercentage),
  }),
);

/** `aws:lambda:invocation-error`. */
export const invocationError = functionFault(
  { revertClass: 'self-reverting', iamEnforced: 'partly', undo: "take FIS's error away" },
  ({ preventExecution = 'false', invocationPercentage = '100' }) => ({
    failing: { preventExecution: preventExecution === 'true' },
    invocationPercentage: numberIn('invocationPercentage', invocationPercentage),
  }),
);

const numberIn = (name: string, text: string): number => {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value))
    throw new LabError('ValidationException', `${name} is a number, not ${JSON.stringify(text)}`, false);
  return value;
};
