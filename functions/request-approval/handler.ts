import { requestApproval } from '../../core/protocol/approval.ts';
import { task, Waiting } from '../_lambda/task.ts';

/** State AwaitApproval. */
export const handler = task(Waiting, (ports, { runId, token }) => requestApproval(ports, runId, token));
