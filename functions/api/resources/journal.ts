import * as z from 'zod';
import { verifyChain } from '../../../core/chain.ts';
import type { JournalRecord } from '../../../core/ports.ts';
import { moment, momentOf } from './texts.ts';

/** What happened in a run, and whether the record of it is whole. */
export const JournalResource = z.object({
  intact: z.boolean().describe('Whether the hash chain verifies.'),
  records: z.array(
    z.object({
      seq: z.int(),
      kind: z.string(),
      at: moment,
      actor: z.string(),
      reason: z.string().optional(),
      data: z.record(z.string(), z.unknown()).optional(),
      prev: z.string(),
      hash: z.string(),
    }),
  ),
});

/** It, as it is shown. */
export const journalResource = (records: readonly JournalRecord[]): z.input<typeof JournalResource> => ({
  intact: verifyChain(records).ok,
  records: records.map(({ seq, kind, atMs, actor, reason, data, prev, hash }) => ({
    ...{ seq, kind, actor, prev, hash },
    at: momentOf(atMs),
    ...(reason !== undefined && { reason }),
    ...(data !== undefined && { data: { ...data } }),
  })),
});
