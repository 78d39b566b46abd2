import * as z from 'zod';
import { onReading } from '../../core/protocol/on-signal.ts';
import { task } from '../_lambda/task.ts';

const Reading = z.object({
  probe: z.string(),
  atMs: z.number(),
  ok: z.boolean(),
  value: z.number().optional(),
  detail: z.string(),
});

const Status = z.object({
  probe: z.string(),
  lastAtMs: z.number().optional(),
  steadySinceMs: z.number().optional(),
  breached: z.boolean(),
  reason: z.string(),
});

const Handed = z.object({ runId: z.string(), reading: Reading, statuses: z.array(Status) });

/** A reading from the watcher of the HTTP probes. Answers whether more are wanted. */
export const handler = task(Handed, (ports, handed) =>
  onReading(ports, handed as Parameters<typeof onReading>[1]),
);
