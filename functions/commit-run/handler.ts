import { commitRun } from '../../core/protocol/commit-run.ts';
import { RunRef, task } from '../_lambda/task.ts';

/** State Commit. */
export const handler = task(RunRef, (ports, { runId }) => commitRun(ports, runId));
