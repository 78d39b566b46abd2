import { planRun } from '../../core/protocol/plan-run.ts';
import { RunRef, task } from '../_lambda/task.ts';

/** State Plan. */
export const handler = task(RunRef, (ports, { runId }) => planRun(ports, runId));
