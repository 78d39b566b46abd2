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
  readonly Arguments?: Readonly<Record<string, unknown>>;
  readonly Assign?: Readonly<Record<string, unknown>>;
  readonly Choices?: readonly { readonly Next: string }[];
  readonly Catch?: readonly {
    readonly ErrorEquals: readonly string[];
    readonly Next: string;
    readonly Assign?: Readonly<Record<string, unknown>>;
  }[];
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

/** The states of a machine that call a function, by name. */
export const tasksOf = (machine: Machine): readonly (readonly [name: string, state: State])[] =>
  [...statesOf(machine)].filter(([, { Type }]) => Type === 'Task');

/** Step Functions' own errors that States.ALL does not stand for: one cannot be caught at all, one only by its name. */
const notInAll = ['States.Runtime', 'States.DataLimitExceeded'];

/** The end of an execution that nothing in the machine handles. */
export const cutShort = 'the execution fails';

/** One step from a state to another, and what it takes to go there. */
export type Way = {
  readonly from: string;
  readonly to: string;
  readonly by: 'Next' | 'Choice' | 'Retry' | 'Catch' | 'Uncaught';
  readonly errors?: readonly string[];
};

/** Every way of a machine, the ones after a failure included, and the ways out of it that no Catch covers. */
export const waysOf = (states: ReadonlyMap<string, State>): readonly Way[] =>
  [...states].flatMap(([from, state]) => {
    const { Next, Default, Choices = [], Catch = [], Retry = [] } = state;
    const plain = [Next].flatMap((to) => (to === undefined ? [] : [{ from, to, by: 'Next' } as const]));
    const chosen = [Default, ...Choices.map((one) => one.Next)];
    return [
      ...plain,
      ...chosen.flatMap((to) => (to === undefined ? [] : [{ from, to, by: 'Choice' } as const])),
      ...Retry.map(({ ErrorEquals: errors }) => ({ from, to: from, by: 'Retry', errors }) as const),
      ...Catch.map(({ ErrorEquals: errors, Next: to }) => ({ from, to, by: 'Catch', errors }) as const),
      { from, to: cutShort, by: 'Uncaught', errors: uncaughtBy(state) } as const,
    ];
  });

/** What may fail in a state without a Catch for it. A JSONata expression may fail anywhere. */
const uncaughtBy = ({ Catch = [] }: State): readonly string[] => {
  const named = new Set(Catch.flatMap(({ ErrorEquals }) => ErrorEquals));
  const beyond = notInAll.filter((error) => error === 'States.Runtime' || !named.has(error));
  return named.has('States.ALL') ? beyond : ['States.ALL', ...beyond];
};

/** Every state that can be reached from one, itself included, by the ways that are allowed. */
export const reachable = (
  ways: readonly Way[],
  from: string,
  allows: (way: Way) => boolean = () => true,
): ReadonlySet<string> => {
  const seen = new Set<string>();
  const visit = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const way of ways) if (way.from === name && allows(way)) visit(way.to);
  };
  visit(from);
  return seen;
};

/** The states that lead back to themselves other than by a Retry, in groups: the strongly connected components. */
export const loopsOf = (states: ReadonlyMap<string, State>): readonly (readonly string[])[] => {
  const ways = waysOf(states).filter(({ by }) => by !== 'Retry');
  const after = new Map(
    [...states.keys()].map((name) => {
      const next = ways.filter(({ from }) => from === name).map(({ to }) => to);
      return [name, new Set(next.flatMap((to) => [...reachable(ways, to)]))];
    }),
  );
  const together = (one: string, other: string) => after.get(one)?.has(other) && after.get(other)?.has(one);
  const inLoops = [...states.keys()].filter((name) => together(name, name));
  const groups = inLoops.map((name) => inLoops.filter((other) => together(name, other)));
  return groups.filter(([first], index) => first === inLoops[index]);
};
