import * as z from 'zod';
import { bringHome, turnMs } from '../../core/protocol/bring-home.ts';
import { reconcile } from '../../core/protocol/reconcile.ts';
import { task } from '../_lambda/task.ts';

/** Every minute, outside every execution: the backstop. */
export const handler = task(z.unknown(), (ports) =>
  reconcile(ports, async (runId) => {
    await bringHome(ports, runId, 'its execution ended without it', turnMs);
  }),
);
