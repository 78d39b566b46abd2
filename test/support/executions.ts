import type { Executions } from '../../core/ports.ts';
import type { Engine } from '../../lab/engine/api.ts';
import {
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  TaskDoesNotExist,
  TaskTimedOut,
} from '../../lab/engine/errors.ts';

type MachineName = Parameters<Executions['start']>[0];

/** The port on an engine in memory; `machineFor` sees to it that a machine is there, and says by what name. */
export const executionsBy = (engine: Engine, machineFor: (machine: MachineName) => string): Executions => ({
  start: async (machine, name, input) => {
    const stateMachine = machineFor(machine);
    unless([ExecutionAlreadyExists], () => engine.startExecution({ stateMachine, name, input }));
  },
  status: async (name) => unless([ExecutionDoesNotExist], () => engine.describeExecution(name).status),
  succeed: async (token, output) => unless(gone, () => engine.sendTaskSuccess(token, output)),
  fail: async (token, error, cause) => unless(gone, () => engine.sendTaskFailure(token, { error, cause })),
});

const gone = [TaskTimedOut, TaskDoesNotExist, InvalidToken];

const unless = <T>(expected: readonly (abstract new (...given: never[]) => Error)[], call: () => T) => {
  try {
    return call();
  } catch (failure) {
    if (expected.some((kind) => failure instanceof kind)) return undefined;
    throw failure;
  }
};
