import { calling, isNamed } from '../aws/calling.ts';

// A token whose task has ended, timed out or was aborted, and one of another format: nobody waits for its answer.
const gone = ['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'];

/** Answers a task token; one that nobody waits for any more counts as answered. */
export const answering = (answer: () => Promise<unknown>): Promise<void> =>
  calling('answer a task token', async () => {
    try {
      await answer();
    } catch (failure) {
      if (!isNamed(failure, gone)) throw failure;
    }
  });
