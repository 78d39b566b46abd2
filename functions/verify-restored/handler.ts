import { verifyRestored } from '../../core/protocol/verify.ts';
import { RunRef, task } from '../_lambda/task.ts';

/** State VerifyRestored. */
export const handler = task(RunRef, (ports, { runId }) => verifyRestored(ports, runId));
