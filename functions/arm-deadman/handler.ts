import { armDeadMan } from '../../core/protocol/arm.ts';
import { RunRef, task } from '../_lambda/task.ts';

/** State Arm. */
export const handler = task(RunRef, (ports, { runId }) => armDeadMan(ports, runId));
