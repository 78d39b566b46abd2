import { observeRun } from '../../core/protocol/observe.ts';
import { task, Waiting } from '../_lambda/task.ts';

/** State Observe. */
export const handler = task(Waiting, (ports, { runId, token }) => observeRun(ports, runId, token));
