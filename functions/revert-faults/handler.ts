import { revertFaults } from '../../core/protocol/revert.ts';
import { Problem, RunRef, task } from '../_lambda/task.ts';

const Input = RunRef.extend({ problem: Problem });

/** State Revert. It can undo and cannot inject. */
export const handler = task(Input, (ports, { runId, problem }) =>
  revertFaults(ports, runId, problem ?? undefined),
);
