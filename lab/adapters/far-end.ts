import {
  Fenced,
  InjectionRefused,
  isFiredrillError,
  NotFound,
  ServiceUnavailable,
} from '../../core/errors.ts';
import { LabError } from '../lab-error.ts';

/** Calls the lab's AWS. Whatever it throws leaves as one of our failures, with the original as its cause. */
export const calling = async <T>(intent: string, call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (cause) {
    throw translate(intent, cause);
  }
};

const missing = ['InvalidInstanceID.NotFound', 'ResourceNotFound', 'ResourceNotFoundException'];
// An answer that refuses proves that nothing happened; anything else may have.
const noAnswer = ['Timeout', 'Unreachable', 'InternalFailure'];

const translate = (intent: string, cause: unknown): Error => {
  if (isFiredrillError(cause)) return cause;
  if (!(cause instanceof LabError)) return new ServiceUnavailable(`Could not ${intent}`, { cause });
  const message = `Could not ${intent}: ${cause.message}`;
  if (cause.code === 'TokenRevoked') return new Fenced(message, { cause });
  if (missing.includes(cause.code)) return new NotFound(message, { cause });
  if (cause.sent || noAnswer.includes(cause.code)) return new ServiceUnavailable(message, { cause });
  return new InjectionRefused(message, { cause });
};
