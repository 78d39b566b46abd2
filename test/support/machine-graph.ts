import { parse } from 'yaml';
import { machineText, substitutions } from './machines.ts';

/** A state as it is written. */
export type State = {
  readonly Type: string;
  readonly Next?: string;
  readonly Default?: string;
  readonly End?: boolean;
  readonly Resource?: string;
  readonly TimeoutSeconds?: number | string;
  readonly Choices?: readonly { readonly Next: string }[];
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[];
  readonly Retry?: readonly {
    readonly ErrorEquals: readonly string[];
    readonly MaxAttempts?: number;
    readonly BackoffRate?: number;
    readonly IntervalSeconds?: number;
    readonly MaxDelaySeconds?: number;
  }[];
};

/** Which machine. */
export type Machine = 'experiment' | 'gameday';

/** A machine's text with an ARN in each placeholder, as CloudFormation would fill it in. */
export const deployedText = (machine: Machine): string =>
  Object.entries(substitutions).reduce(
    (text, [name, folder]) =>
      text.replaceAll(`\${${name}}`, `arn:aws:lambda:eu-central-1:111122223333:function:${folder}`),
    machineText(machine),
  );

/** A machine's definition as deployed. */
export const deployed = (machine: Machine): object => parse(deployedText(machine));

/** The states of a machine, by name. */
export const statesOf = (machine: Machine): ReadonlyMap<string, State> => {
  const { States } = deployed(machine) as { States: Record<string, State> };
  return new Map(Object.entries(States));
};

/** Where a state may lead. */
export const nextOf = ({ Next, Default, Choices = [], Catch = [] }: State): readonly string[] =>
  [Next, Default, ...Choices.map((one) => one.Next), ...Catch.map((one) => one.Next)].filter(
    (next) => next !== undefined,
  );

/** Every state that can be reached from one without passing through any of `except`. */
export const reachable = (
  states: ReadonlyMap<string, State>,
  from: string,
  except: readonly string[],
): ReadonlySet<string> => {
  const seen = new Set<string>();
  const visit = (name: string) => {
    const state = states.get(name);
    if (state === undefined || seen.has(name) || except.includes(name)) return;
    seen.add(name);
    for (const next of nextOf(state)) visit(next);
  };
  visit(from);
  return seen;
};
