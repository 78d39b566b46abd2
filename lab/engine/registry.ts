import type { EngineOptions } from './api.ts';
import { compileMachine } from './definition/machine.ts';
import { ExecutionDoesNotExist, StateMachineAlreadyExists, StateMachineDoesNotExist } from './errors.ts';
import { copyOf, sameJson } from './json.ts';
import type { Machine } from './machine.ts';
import type { Run } from './run.ts';

type Machines = {
  readonly create: (
    name: string,
    definition: unknown,
    substitutions: Readonly<Record<string, string>>,
  ) => void;
  readonly find: (arnOrName: string) => Machine;
};

/** Keep the state machines of one engine, by name. */
export const openMachines = ({ clock, random }: EngineOptions): Machines => {
  const machines = new Map<string, { readonly machine: Machine; readonly source: unknown }>();
  return {
    create: (name, definition, substitutions) => {
      const source = copyOf({ definition, substitutions });
      const earlier = machines.get(name);
      if (earlier !== undefined && !sameJson(earlier.source, source)) {
        throw new StateMachineAlreadyExists(`State Machine Already Exists: '${name}'`);
      }
      const sources = { now: clock.now, random };
      machines.set(name, { source, machine: compileMachine(name, definition, substitutions, sources) });
    },
    find: (arnOrName) => {
      const found = machines.get(arnOrName) ?? machines.get(arnOrName.split(':').at(-1) ?? '');
      if (found === undefined)
        throw new StateMachineDoesNotExist(`State Machine Does Not Exist: '${arnOrName}'`);
      return found.machine;
    },
  };
};

type Runs = {
  readonly keep: (run: Run) => Run;
  readonly named: (arn: string) => Run | undefined;
  readonly find: (arnOrName: string) => Run;
};

/** Keep the executions of one engine; a bare name means the latest execution that has it. */
export const openRuns = (): Runs => {
  const byArn = new Map<string, Run>();
  const byName = new Map<string, Run>();
  return {
    keep: (run) => {
      byArn.set(run.arn, run);
      byName.set(run.name, run);
      return run;
    },
    named: (arn) => byArn.get(arn),
    find: (arnOrName) => {
      const run = byArn.get(arnOrName) ?? byName.get(arnOrName);
      if (run === undefined) throw new ExecutionDoesNotExist(`Execution Does Not Exist: '${arnOrName}'`);
      return run;
    },
  };
};
