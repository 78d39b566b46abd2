import type { ExecutionStatus, Executions } from '../../core/ports.ts';
import type { Engine } from '../engine/api.ts';
import {
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  TaskDoesNotExist,
  TaskTimedOut,
} from '../engine/errors.ts';

/** Who else drives executions: on this machine an execution lives in the memory of the process that owns its run. */
export type Elsewhere = {
  /** Whether another process that is alive drives it. */
  drives(name: string): Promise<boolean>;
  /** Called before an execution starts here. */
  claim(name: string): Promise<void>;
};

/** Executions on the lab's engine; without an engine, only the question who drives them. */
export const labExecutions = (engine: Engine | undefined, elsewhere: Elsewhere): Executions => ({
  start: async (machine, name, input) => {
    await elsewhere.claim(name);
    unless([ExecutionAlreadyExists], () => engine?.startExecution({ stateMachine: machine, name, input }));
  },
  status: async (name): Promise<ExecutionStatus | undefined> => {
    const here = unless([ExecutionDoesNotExist], () => engine?.describeExecution(name).status);
    return here ?? ((await elsewhere.drives(name)) ? 'RUNNING' : undefined);
  },
  succeed: async (token, output) => {
    unless(answered, () => engine?.sendTaskSuccess(token, output));
  },
  fail: async (token, error, cause) => {
    unless(answered, () => engine?.sendTaskFailure(token, { error, cause }));
  },
});

const answered = [TaskTimedOut, TaskDoesNotExist, InvalidToken];

type Failure = abstract new (...given: never[]) => Error;

const unless = <T>(expected: readonly Failure[], call: () => T): T | undefined => {
  try {
    return call();
  } catch (failure) {
    if (expected.some((kind) => failure instanceof kind)) return undefined;
    throw failure;
  }
};
