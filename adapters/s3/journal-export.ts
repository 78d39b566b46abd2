import { canonicalJson } from '../../core/chain.ts';
import type { JournalRecord } from '../../core/ports.ts';
import { asName, type Bucket, keep } from './store.ts';

/** Keeps journals outside the table, where a lock may keep them from everybody. */
export type JournalExport = { save(id: string, records: readonly JournalRecord[]): Promise<string> };

/** Journals as the lab has them: a line of JSON for each record, so that the same program verifies both. */
export const s3JournalExport = (bucket: Bucket): JournalExport => ({
  save: (id, records) =>
    keep(bucket, {
      key: `journals/${asName(id)}.jsonl`,
      text: records.map((record) => `${canonicalJson(record)}\n`).join(''),
      contentType: 'application/x-ndjson',
    }),
});
