import { conclude } from '../../core/protocol/conclude.ts';
import { Problem, RunRef, task } from '../_lambda/task.ts';

const Input = RunRef.extend({ problem: Problem });

/** State Conclude. */
export const handler = task(Input, (ports, { runId, problem }) =>
  conclude(ports, runId, problem ?? undefined),
);
