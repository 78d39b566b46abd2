import type { Engine, EngineOptions, Started, StartOrder } from './api.ts';
import { compileMachine } from './definition/machine.ts';
import {
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidExecutionInput,
  StateMachineAlreadyExists,
  StateMachineDoesNotExist,
} from './errors.ts';
import { execute } from './execute.ts';
import { copyOf, sameJson, toText } from './json.ts';
import { isTooLarge } from './limits.ts';
import type { Machine } from './machine.ts';
import { describe, finish, openRun, type Run, type World } from './run.ts';
import { openScope } from './scope.ts';
import { openTokens } from './tasks/tokens.ts';

type Registered = { readonly machine: Machine; readonly source: unknown };

/** Step Functions in this process, on the clock, chance and functions it is given. */
export const createEngine = (options: EngineOptions): Engine => {
  const { region = 'us-east-1', accountId = '123456789012', clock, random, id } = options;
  const machines = new Map<string, Registered>();
  const runs = new Map<string, Run>();
  const byName = new Map<string, Run>();

  const world: World = {
    ...options,
    tokens: openTokens(id),
    arn: (resource) => `arn:aws:states:${region}:${accountId}:${resource}`,
    start: (order) => start(order),
    open: (identity, scope) => {
      const run = openRun(world, scope, identity);
      runs.set(identity.arn, run);
      return run;
    },
  };

  const find = (arnOrName: string): Run => {
    const run = runs.get(arnOrName) ?? byName.get(arnOrName);
    if (run === undefined) throw new ExecutionDoesNotExist(`Execution Does Not Exist: '${arnOrName}'`);
    return run;
  };

  const start = ({ stateMachine, name = id(), input = {} }: StartOrder): Started => {
    const { machine } = registered(machines, stateMachine);
    const given = checkedInput(input);
    const arn = world.arn(`execution:${machine.name}:${name}`);
    const earlier = runs.get(arn);
    if (earlier !== undefined) return again(earlier, given);
    const run = world.open({ arn, name, machineName: machine.name, input: given }, openScope());
    byName.set(name, run);
    execute(run, machine);
    return { executionArn: arn, startDate: new Date(run.startedAt) };
  };

  return {
    createStateMachine: (name, definition, substitutions = {}) => {
      const source = copyOf({ definition, substitutions });
      const earlier = machines.get(name);
      if (earlier !== undefined && !sameJson(earlier.source, source)) {
        throw new StateMachineAlreadyExists(`State Machine Already Exists: '${name}'`);
      }
      const sources = { now: clock.now, random };
      machines.set(name, { source, machine: compileMachine(name, definition, substitutions, sources) });
    },
    startExecution: start,
    describeExecution: (arnOrName) => describe(find(arnOrName)),
    getExecutionHistory: (arnOrName) => [...find(arnOrName).history],
    stopExecution: (arnOrName, reason = {}) => {
      const run = find(arnOrName);
      finish(run, run.history.length, 'ExecutionAborted', { status: 'ABORTED', ...reason });
    },
    sendTaskSuccess: world.tokens.succeed,
    sendTaskFailure: world.tokens.fail,
    sendTaskHeartbeat: world.tokens.beat,
    settled: (arnOrName) => find(arnOrName).settled,
  };
};

const registered = (machines: ReadonlyMap<string, Registered>, arnOrName: string): Registered => {
  const found = machines.get(arnOrName) ?? machines.get(arnOrName.split(':').at(-1) ?? '');
  if (found === undefined) throw new StateMachineDoesNotExist(`State Machine Does Not Exist: '${arnOrName}'`);
  return found;
};

const checkedInput = (input: unknown): unknown => {
  const text = toText(input);
  if (isTooLarge(text)) throw new InvalidExecutionInput('Invalid Execution Input: larger than 262144 bytes');
  return JSON.parse(text);
};

// The same order again is the same execution, but only while it is open.
const again = (run: Run, input: unknown): Started => {
  if (run.ending === undefined && sameJson(run.input, input)) {
    return { executionArn: run.arn, startDate: new Date(run.startedAt) };
  }
  throw new ExecutionAlreadyExists(`Execution Already Exists: '${run.arn}'`);
};
