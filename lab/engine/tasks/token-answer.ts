import { StateFailed } from '../failure.ts';
import type { Visit } from '../machine.ts';
import type { Pending } from './patience.ts';

/** End a task by the answer to its token, which may come before the call that submits the task has returned. */
export const tokenAnswer = async (
  visit: Visit,
  pending: Pending,
  submit: () => Promise<void>,
): Promise<void> => {
  const { tokens } = visit.flow.run.world;
  const { token } = visit;
  if (token === undefined) return;
  let isSubmitted = false;
  let answer: (() => void) | undefined;
  const answered = (end: () => void) => {
    if (isSubmitted) end();
    else answer = end;
  };
  pending.onEnd(() => tokens.close(token));
  tokens.wait(token, {
    succeed: (output) => answered(() => pending.resolve(output)),
    fail: ({ error, cause }) => answered(() => pending.reject(new StateFailed(error, cause))),
    beat: pending.beat,
  });
  try {
    await submit();
  } catch (error) {
    // Whoever answered first has decided; a call that fails afterwards changes nothing.
    if (answer === undefined) answer = () => pending.reject(error);
  }
  isSubmitted = true;
  answer?.();
};
