import type { Engine, EngineOptions, Started, StartOrder } from './api.ts';
import { ExecutionAlreadyExists, InvalidExecutionInput } from './errors.ts';
import { execute } from './execute.ts';
import { sameJson, toText } from './json.ts';
import { isTooLarge } from './limits.ts';
import { openMachines, openRuns } from './registry.ts';
import { describe, finish, openRun, type Run, type World } from './run.ts';
import { openScope } from './scope.ts';
import { openTokens } from './tasks/tokens.ts';

/** Step Functions in this process, on the clock, chance and functions it is given. */
export const createEngine = (options: EngineOptions): Engine => {
  const { region = 'us-east-1', accountId = '123456789012', id } = options;
  const machines = openMachines(options);
  const runs = openRuns();

  const start = ({ stateMachine, name = id(), input = {} }: StartOrder): Started => {
    const machine = machines.find(stateMachine);
    const given = checkedInput(input);
    const arn = world.arn(`execution:${machine.name}:${name}`);
    const earlier = runs.named(arn);
    if (earlier !== undefined) return again(earlier, given);
    const run = world.open({ arn, name, machineName: machine.name, input: given }, openScope());
    execute(run, machine);
    return startedAs(run);
  };

  const world: World = {
    ...options,
    tokens: openTokens(id),
    arn: (resource) => `arn:aws:states:${region}:${accountId}:${resource}`,
    start,
    open: (identity, scope) => runs.keep(openRun(world, scope, identity)),
  };

  return {
    createStateMachine: (name, definition, substitutions = {}) =>
      machines.create(name, definition, substitutions),
    startExecution: start,
    describeExecution: (arnOrName) => describe(runs.find(arnOrName)),
    getExecutionHistory: (arnOrName) => [...runs.find(arnOrName).history],
    stopExecution: (arnOrName, reason = {}) => stop(runs.find(arnOrName), reason),
    sendTaskSuccess: world.tokens.succeed,
    sendTaskFailure: world.tokens.fail,
    sendTaskHeartbeat: world.tokens.beat,
    settled: (arnOrName) => runs.find(arnOrName).settled,
  };
};

const startedAs = (run: Run): Started => ({ executionArn: run.arn, startDate: new Date(run.startedAt) });

const stop = (run: Run, reason: Parameters<Engine['stopExecution']>[1]): void =>
  finish(run, run.history.length, 'ExecutionAborted', { status: 'ABORTED', ...reason });

const checkedInput = (input: unknown): unknown => {
  const text = toText(input);
  if (isTooLarge(text)) throw new InvalidExecutionInput('Invalid Execution Input: larger than 262144 bytes');
  return JSON.parse(text);
};

// The same order again is the same execution, but only while it is open.
const again = (run: Run, input: unknown): Started => {
  if (run.ending === undefined && sameJson(run.input, input)) return startedAs(run);
  throw new ExecutionAlreadyExists(`Execution Already Exists: '${run.arn}'`);
};
