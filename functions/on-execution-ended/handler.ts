import * as z from 'zod';
import { bringHome, turnMs } from '../../core/protocol/bring-home.ts';
import { task } from '../_lambda/task.ts';

// https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html
const StatusChange = z.object({
  'detail-type': z.literal('Step Functions Execution Status Change'),
  detail: z.object({ name: z.string(), status: z.enum(['FAILED', 'TIMED_OUT', 'ABORTED']) }),
});

/** EventBridge, best effort: an execution has ended in a way that nothing inside it can catch. Takes its run home. */
export const handler = task(StatusChange, async (ports, { detail: { name, status } }) => {
  // Game days have executions as well; the reconciler looks after those.
  if ((await ports.runs.get(name)) === undefined) return;
  await bringHome(ports, name, `its execution ended as ${status}`, turnMs);
});
