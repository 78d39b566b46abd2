import { awaitRecovery } from '../../core/protocol/recovery.ts';
import { task, Waiting } from '../_lambda/task.ts';

/** State AwaitRecovery. */
export const handler = task(Waiting, (ports, { runId, token }) => awaitRecovery(ports, runId, token));
