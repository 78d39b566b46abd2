import type { Reason } from '../api.ts';
import { InvalidOutput, InvalidToken, TaskDoesNotExist, TaskTimedOut } from '../errors.ts';
import { copyOf, toText } from '../json.ts';
import { isTooLarge } from '../limits.ts';

// A task that waits for its token to be answered.
type WaitingTask = {
  readonly succeed: (output: unknown) => void;
  readonly fail: (reason: Reason) => void;
  readonly beat: () => void;
};

/** The task tokens given out, and who waits for each. */
export type Tokens = {
  readonly issue: () => string;
  readonly wait: (token: string, task: WaitingTask) => void;
  readonly close: (token: string) => void;
  readonly succeed: (token: string, output: unknown) => void;
  readonly fail: (token: string, reason: Reason) => void;
  readonly beat: (token: string) => void;
};

const PREFIX = 'firedrill-task-';
const MAX_TOKEN_LENGTH = 2_048;

/** Keep the tokens of one engine. */
export const openTokens = (id: () => string): Tokens => {
  const tasks = new Map<string, WaitingTask | 'closed'>();

  const waiting = (token: string): WaitingTask => {
    if (!token.startsWith(PREFIX) || token.length > MAX_TOKEN_LENGTH) {
      throw new InvalidToken("Invalid Token: 'Invalid token'");
    }
    const task = tasks.get(token);
    if (task === undefined) throw new TaskDoesNotExist(`Task does not exist: '${token}'`);
    if (task === 'closed') throw new TaskTimedOut("Task Timed Out: 'Provided task does not exist anymore'");
    return task;
  };

  return {
    issue: () => `${PREFIX}${id()}`,
    wait: (token, task) => tasks.set(token, task),
    close: (token) => tasks.set(token, 'closed'),
    succeed: (token, output) => {
      const task = waiting(token);
      if (output === undefined) throw new InvalidOutput('Invalid Output: no output');
      if (isTooLarge(toText(output))) throw new InvalidOutput('Invalid Output: larger than 262144 bytes');
      tasks.set(token, 'closed');
      task.succeed(copyOf(output));
    },
    fail: (token, reason) => {
      const task = waiting(token);
      tasks.set(token, 'closed');
      task.fail(reason);
    },
    beat: (token) => waiting(token).beat(),
  };
};
