import { Cut, StateFailed } from '../failure.ts';
import { record } from '../flow.ts';
import { runGraph } from '../interpret.ts';
import type { Flow, StateGraph, Visit } from '../machine.ts';
import { finish, type Run } from '../run.ts';
import type { Scope } from '../scope.ts';
import type { MakeBatches } from './batches.ts';
import { together } from './together.ts';

// How many items may fail before the Map does.
type Tolerance = { readonly count: number | undefined; readonly percentage: number | undefined };

/** What a Map state is about to do. */
export type MapWork = {
  readonly graph: StateGraph;
  readonly label: string;
  readonly items: readonly unknown[];
  readonly inputOf: (index: number) => Promise<unknown>;
  readonly maxConcurrency: number;
  readonly tolerance: Tolerance;
  readonly batch: MakeBatches | undefined;
};

type Child = { readonly input: unknown; readonly size: number };

const WIDTH = 10_000;
const EXCEEDED = 'States.ExceedToleratedFailureThreshold';
const EXCEEDED_CAUSE = 'The specified tolerated failure threshold was exceeded';

/** Run each item, or batch, as an execution of its own; the result holds the outputs of those that succeeded. */
export const runDistributed = async (visit: Visit, work: MapWork): Promise<readonly unknown[]> => {
  const { flow } = visit;
  const { world, machineName } = flow.run;
  const mapRunArn = world.arn(`mapRun:${machineName}/${work.label}:${world.id()}`);
  const children = await childrenOf(visit, work);
  record(flow, 'MapRunStarted', { mapRunArn });
  let failed = 0;
  try {
    const ended = await together(
      flow.scope,
      children.length,
      work.maxConcurrency || WIDTH,
      async (index, scope) => {
        const child = children[index] ?? { input: undefined, size: 0 };
        const outcome = await runChild(flow, work, child.input, scope);
        if (!outcome.succeeded) failed += child.size;
        if (isExceeded(work, failed)) throw new StateFailed(EXCEEDED, EXCEEDED_CAUSE);
        return outcome;
      },
    );
    record(flow, 'MapRunSucceeded');
    return ended.flatMap(({ succeeded, output }) => (succeeded ? [output] : []));
  } catch (error) {
    if (error instanceof StateFailed)
      record(flow, 'MapRunFailed', { error: error.error, cause: error.reason });
    throw error;
  }
};

const childrenOf = async (visit: Visit, work: MapWork): Promise<readonly Child[]> => {
  const inputs: unknown[] = [];
  for (const index of work.items.keys()) inputs.push(await work.inputOf(index));
  return work.batch === undefined ? inputs.map((input) => ({ input, size: 1 })) : work.batch(visit, inputs);
};

// With neither threshold given, one failure is too many; with one given, the other does not bind.
const isExceeded = ({ items, tolerance: { count, percentage } }: MapWork, failed: number): boolean => {
  if (failed === 0) return false;
  if (percentage !== undefined && (100 * failed) / items.length > percentage) return true;
  return failed > (count ?? (percentage === undefined ? 0 : Number.POSITIVE_INFINITY));
};

type Ended = { readonly succeeded: boolean; readonly output?: unknown };

const runChild = async (parent: Flow, work: MapWork, input: unknown, scope: Scope): Promise<Ended> => {
  const run = openChild(parent, work, input, scope.child());
  const flow: Flow = { run, scope: run.scope, variables: {}, lastEventId: 1 };
  try {
    const output = await runGraph(flow, work.graph, input);
    finish(run, flow.lastEventId, 'ExecutionSucceeded', { status: 'SUCCEEDED', output });
    return { succeeded: true, output };
  } catch (error) {
    if (error instanceof StateFailed) {
      finish(run, flow.lastEventId, 'ExecutionFailed', { status: 'FAILED', ...reasonOf(error) });
      return { succeeded: false };
    }
    if (!(error instanceof Cut)) throw error;
    // The child may have ended itself, on a full history; else it falls with its parent.
    if (run.ending !== undefined) return { succeeded: false };
    finish(run, flow.lastEventId, 'ExecutionAborted', { status: 'ABORTED' });
    throw error;
  }
};

/** Error and cause, where the failure has them. */
export const reasonOf = ({ error, reason }: StateFailed) => ({
  ...(error === undefined ? {} : { error }),
  ...(reason === undefined ? {} : { cause: reason }),
});

const openChild = ({ run }: Flow, { label }: MapWork, input: unknown, scope: Scope): Run => {
  const name = run.world.id();
  const arn = run.world.arn(`execution:${run.machineName}/${label}:${name}`);
  return run.world.open({ arn, name, machineName: run.machineName, input }, scope);
};
