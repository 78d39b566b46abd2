import type { Run } from './run.ts';
import type { Scope } from './scope.ts';

/** Variables as a branch sees them. */
export type Variables = Readonly<Record<string, unknown>>;

/** Where a branch of an execution stands. */
export type Flow = {
  readonly run: Run;
  readonly scope: Scope;
  readonly item?: MapItem;
  variables: Variables;
  lastEventId: number;
};

/** The item a Map iteration works on. */
export type MapItem = { readonly Index: number; readonly Value: unknown };

/** One stay in one state, retries included. */
export type Visit = {
  readonly flow: Flow;
  readonly state: State;
  readonly input: unknown;
  readonly enteredId: number;
  readonly enteredAt: number;
  retryCount: number;
  token: string | undefined;
};

/** How a state ended well; without `next` it ends its branch. */
export type Outcome = {
  readonly output: unknown;
  readonly next: string | undefined;
  readonly assigned?: Variables;
};

/** When and how long to wait before trying again. */
export type Retrier = {
  readonly errors: readonly string[];
  readonly maxAttempts: number;
  readonly delayMs: (attempt: number, random: () => number) => number;
};

/** Where to go with an error. */
export type Catcher = {
  readonly errors: readonly string[];
  readonly handle: (visit: Visit, error: { Error: string; Cause: string }) => Promise<Outcome>;
};

/** The types of states this engine runs. */
export type StateType = 'Pass' | 'Task' | 'Choice' | 'Wait' | 'Succeed' | 'Fail' | 'Parallel' | 'Map';

/** A state, ready to run. */
export type State = {
  readonly name: string;
  readonly type: StateType;
  readonly execute: (visit: Visit) => Promise<Outcome>;
  readonly retriers: readonly Retrier[];
  readonly catchers: readonly Catcher[];
};

/** A connected set of states: a machine, a branch, an item processor. */
export type StateGraph = {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, State>;
};

/** A state machine, ready to run. */
export type Machine = {
  readonly name: string;
  readonly graph: StateGraph;
  readonly timeoutSeconds: number | undefined;
};
