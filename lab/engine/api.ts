import type { HistoryEvent } from './history.ts';

/** Where the engine gets its time from, and who wakes it: nothing in here reads a real clock. */
export type EngineClock = {
  readonly now: () => number;
  readonly at: (atMs: number, run: () => void) => () => void;
};

// What a function is told besides its event.
type InvocationContext = {
  readonly executionArn: string;
  readonly stateName: string;
};

// An event of any execution, told as it is written.
type ToldEvent = HistoryEvent & {
  readonly executionArn: string;
  readonly name: string;
  readonly stateMachine: string;
};

/** Everything the engine takes from outside. */
export type EngineOptions = {
  readonly clock: EngineClock;
  readonly random: () => number;
  readonly id: () => string;
  readonly invoke: (functionName: string, payload: unknown, context: InvocationContext) => Promise<unknown>;
  readonly region?: string;
  readonly accountId?: string;
  readonly onEvent?: (event: ToldEvent) => void;
};

/** How an execution stands. */
export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** An execution as DescribeExecution tells it; input and output are values, not JSON text. */
export type Description = {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  readonly startDate: Date;
  readonly stopDate?: Date;
  readonly input: unknown;
  readonly output?: unknown;
  readonly error?: string;
  readonly cause?: string;
};

/** An order to start an execution; without a name it gets one. */
export type StartOrder = {
  readonly stateMachine: string;
  readonly name?: string;
  readonly input?: unknown;
};

/** What StartExecution answers. */
export type Started = { readonly executionArn: string; readonly startDate: Date };

/** An error as a caller of the API hands it in. */
export type Reason = { readonly error?: string; readonly cause?: string };

/** Step Functions on this machine: the calls of its API that Firedrill makes, on values instead of JSON text. */
export type Engine = {
  readonly createStateMachine: (
    name: string,
    definition: unknown,
    substitutions?: Readonly<Record<string, string>>,
  ) => void;
  readonly startExecution: (order: StartOrder) => Started;
  readonly describeExecution: (arnOrName: string) => Description;
  readonly getExecutionHistory: (arnOrName: string) => readonly HistoryEvent[];
  readonly stopExecution: (arnOrName: string, reason?: Reason) => void;
  readonly sendTaskSuccess: (token: string, output: unknown) => void;
  readonly sendTaskFailure: (token: string, reason: Reason) => void;
  readonly sendTaskHeartbeat: (token: string) => void;
  readonly settled: (arnOrName: string) => Promise<Description>;
};
