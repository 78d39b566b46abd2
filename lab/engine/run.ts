import type { Description, EngineOptions, ExecutionStatus, Reason, Started, StartOrder } from './api.ts';
import { Cut, RUNTIME } from './failure.ts';
import { type HistoryEvent, historyEvent } from './history.ts';
import { HISTORY_FULL_CAUSE, MAX_HISTORY_EVENTS } from './limits.ts';
import type { Scope } from './scope.ts';
import type { Tokens } from './tasks/tokens.ts';

/** What all executions of an engine share. */
export type World = Omit<EngineOptions, 'region' | 'accountId'> & {
  readonly tokens: Tokens;
  readonly arn: (resource: string) => string;
  readonly start: (order: StartOrder) => Started;
  readonly open: (identity: RunIdentity, scope: Scope) => Run;
};

/** What an execution is, before anything happens to it. */
export type RunIdentity = {
  readonly arn: string;
  readonly name: string;
  readonly machineName: string;
  readonly input: unknown;
};

type Ending = { readonly status: ExecutionStatus; readonly output?: unknown } & Reason;

/** One execution: its history so far and how it stands. */
export type Run = RunIdentity & {
  readonly world: World;
  readonly scope: Scope;
  readonly startedAt: number;
  readonly history: HistoryEvent[];
  readonly settled: Promise<Description>;
  readonly tell: (description: Description) => void;
  ending: (Ending & { readonly stoppedAt: number }) | undefined;
};

/** Begin an execution's record. */
export const openRun = (world: World, scope: Scope, identity: RunIdentity): Run => {
  const { promise, resolve } = Promise.withResolvers<Description>();
  const run: Run = {
    ...identity,
    world,
    scope,
    startedAt: world.clock.now(),
    history: [],
    settled: promise,
    tell: resolve,
    ending: undefined,
  };
  const roleArn = ROLE_ARN(world);
  append(run, 0, 'ExecutionStarted', { input: JSON.stringify(identity.input), roleArn });
  return run;
};

/** The role an execution says it runs under: none is enforced here. */
export const ROLE_ARN = (world: World): string =>
  world.arn('role/lab').replace(/^arn:aws:states:[^:]*:/, 'arn:aws:iam::');

/** Write an event; an execution that has ended takes no more, and a full history ends it. */
export const append = (
  run: Run,
  previousEventId: number,
  type: string,
  details?: Readonly<Record<string, unknown>>,
): number => {
  if (run.ending !== undefined) throw new Cut();
  // Event 25,000 may only be the last one.
  if (run.history.length >= MAX_HISTORY_EVENTS - 1 && !type.startsWith('Execution')) {
    finish(run, previousEventId, 'ExecutionFailed', {
      status: 'FAILED',
      error: RUNTIME,
      cause: HISTORY_FULL_CAUSE,
    });
    throw new Cut();
  }
  const timestamp = new Date(run.world.clock.now());
  const event = historyEvent({ id: run.history.length + 1, previousEventId, type, timestamp }, details);
  run.history.push(event);
  run.world.onEvent?.({ ...event, executionArn: run.arn, name: run.name, stateMachine: run.machineName });
  return event.id;
};

/** End an execution, once: the last event is written, whatever still runs is cut off, whoever waits is told. */
export const finish = (run: Run, previousEventId: number, type: string, ending: Ending): void => {
  if (run.ending !== undefined) return;
  const { status, output, ...reason } = ending;
  append(run, previousEventId, type, status === 'SUCCEEDED' ? { output: JSON.stringify(output) } : reason);
  run.ending = { ...ending, stoppedAt: run.world.clock.now() };
  run.scope.cut();
  run.tell(describe(run));
};

/** How the execution stands now. */
export const describe = (run: Run): Description => {
  const described = {
    executionArn: run.arn,
    stateMachineArn: run.world.arn(`stateMachine:${run.machineName}`),
    name: run.name,
    startDate: new Date(run.startedAt),
    input: run.input,
  };
  if (run.ending === undefined) return { ...described, status: 'RUNNING' };
  const { stoppedAt, ...ending } = run.ending;
  return { ...described, ...ending, stopDate: new Date(stoppedAt) };
};
