import { loopsOf, type Machine, type State, statesOf } from '../../support/machine-graph.ts';

/** Step Functions fails an execution whose history reaches 25,000 events. */
export const historyLimit = 25_000;

/** A loop of a machine: the states in it, and how often one run may enter any of them. */
export type Loop = { readonly states: readonly string[]; readonly rounds: number };

/** The most events that one visit of a state writes, every retry used. */
export const eventsOfVisit = (state: State): number => {
  const enteredAndExited = 2;
  if (state.Type !== 'Task') return enteredAndExited;
  // A function: scheduled, started, and how it ended. A task token: submitted besides.
  const ofAttempt = state.Resource?.endsWith('.waitForTaskToken') ? 4 : 3;
  return enteredAndExited + ofAttempt * attemptsOf(state);
};

const attemptsOf = ({ Retry = [] }: State): number =>
  Retry.reduce((sum, { MaxAttempts = 3 }) => sum + MaxAttempts, 1);

/** The most events of an execution: no state is entered more often than its loop goes round, every one with all retries. */
export const mostEvents = (machine: Machine, loops: readonly Loop[]): number => {
  const visits = (name: string) => loops.find(({ states }) => states.includes(name))?.rounds ?? 1;
  const startedAndEnded = 2;
  return [...statesOf(machine)].reduce(
    (sum, [name, state]) => sum + visits(name) * eventsOfVisit(state),
    startedAndEnded,
  );
};

/** The waits of a state's last Retry, in seconds, without jitter. */
export const retryWaits = ({ Retry = [] }: State): readonly number[] => {
  const {
    IntervalSeconds = 1,
    BackoffRate = 2,
    MaxDelaySeconds = Infinity,
    MaxAttempts = 3,
  } = Retry.at(-1) ?? {};
  return Array.from({ length: MaxAttempts }, (_, n) =>
    Math.min(IntervalSeconds * BackoffRate ** n, MaxDelaySeconds),
  );
};

/** The loops of a machine in the order of its states, each as one text. */
export const loopNames = (machine: Machine): readonly string[] =>
  loopsOf(statesOf(machine)).map((states) => states.join(' '));
