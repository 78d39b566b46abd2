import { createHash } from 'node:crypto';
import type { Experiment } from './experiment.ts';
import type { JournalEntry, JournalRecord } from './ports.ts';

/** What is wrong with a chain. A tail that was cut off whole cannot be seen in the chain itself. */
type ChainProblem = 'altered' | 'truncated-head' | 'gap' | 'reordered' | 'fork';

/** Whether a journal is what was written, and the first record that says it is not. */
export type ChainVerdict =
  | { readonly ok: true; readonly records: number }
  | { readonly ok: false; readonly seq: number; readonly problem: ChainProblem };

const beginning: Link = { seq: 0, hash: '0'.repeat(64) };

type Link = { readonly seq: number; readonly hash: string };

/** The entry as the next record after `prev`; the first one has the number 1. */
export const chain = (prev: Link | undefined, entry: JournalEntry): JournalRecord => {
  const { seq, hash } = prev ?? beginning;
  const record = { ...entry, seq: seq + 1, prev: hash, hash: '' };
  return { ...record, hash: hashOf(record) };
};

/** Follows a chain from its first record, and names the first thing that does not fit. */
export const verifyChain = (records: readonly JournalRecord[]): ChainVerdict => {
  let last = beginning;
  for (const record of records) {
    const problem = problemAfter(last, record, records);
    if (problem) return { ok: false, seq: record.seq, problem };
    last = record;
  }
  return { ok: true, records: records.length };
};

const problemAfter = (
  last: Link,
  record: JournalRecord,
  records: readonly JournalRecord[],
): ChainProblem | undefined => {
  if (hashOf(record) !== record.hash) return 'altered';
  if (record.seq !== last.seq + 1) return disorder(last, record, records);
  return record.prev === last.hash ? undefined : 'fork';
};

const disorder = (last: Link, record: Link, records: readonly Link[]): ChainProblem => {
  if (records.filter(({ seq }) => seq === record.seq).length > 1) return 'fork';
  if (record.seq < last.seq || records.some(({ seq }) => seq === last.seq + 1)) return 'reordered';
  return last.seq === 0 ? 'truncated-head' : 'gap';
};

const hashOf = ({ hash: _, ...signed }: JournalRecord) => sha256Hex(canonicalJson(signed));

/** JSON with sorted keys: two values that are equal as JSON give the same text. */
export const canonicalJson = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if ('toJSON' in value && typeof value.toJSON === 'function') return canonicalJson(value.toJSON());
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join()}]`;
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join()}}`;
};

/** The SHA-256 of a text, in lower-case hexadecimal. */
export const sha256Hex = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The version of a document: twelve digits of its content's hash. */
export const versionOf = (document: Experiment): string => sha256Hex(canonicalJson(document)).slice(0, 12);
