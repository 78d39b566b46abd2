import { Cut, RUNTIME, StateFailed, TIMED_OUT } from './failure.ts';
import { runGraph } from './interpret.ts';
import type { Flow, Machine } from './machine.ts';
import { finish, type Run } from './run.ts';
import { reasonOf } from './states/map-distributed.ts';

/** Run an execution from its first state to its end; it ends its own record, whatever happens. */
export const execute = (run: Run, machine: Machine): void => {
  const flow: Flow = { run, scope: run.scope, variables: {}, lastEventId: run.history.length };
  const { clock } = run.world;
  if (machine.timeoutSeconds !== undefined) {
    const atMs = run.startedAt + 1_000 * machine.timeoutSeconds;
    const timedOut = { status: 'TIMED_OUT', error: TIMED_OUT } as const;
    run.scope.onCut(clock.at(atMs, () => finish(run, flow.lastEventId, 'ExecutionTimedOut', timedOut)));
  }
  void drive(flow, machine);
};

const drive = async (flow: Flow, machine: Machine): Promise<void> => {
  const { run } = flow;
  try {
    // AWS answers StartExecution before the first state is entered.
    await Promise.resolve();
    const output = await runGraph(flow, machine.graph, run.input);
    finish(run, flow.lastEventId, 'ExecutionSucceeded', { status: 'SUCCEEDED', output });
  } catch (error) {
    if (error instanceof Cut) return;
    const failure = error instanceof StateFailed ? error : new StateFailed(RUNTIME, String(error));
    finish(run, flow.lastEventId, 'ExecutionFailed', { status: 'FAILED', ...reasonOf(failure) });
  }
};
