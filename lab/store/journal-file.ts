import { fstatSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { NotFound } from '../../core/errors.ts';
import type { JournalRecord } from '../../core/ports.ts';

/** Where a journal is kept. An id that could lead out of the directory names nothing. */
export const journalPath = (directory: string, id: string): string => {
  if (!/^[\w-]{1,128}$/.test(id)) throw new NotFound(`There is no journal ${JSON.stringify(id)}`);
  return join(directory, `${id}.jsonl`);
};

/** The records in a text. A line that a power loss tore is none; the chain shows what is missing. */
export const recordsIn = (text: string): readonly JournalRecord[] =>
  text.split('\n').flatMap((line) => recordIn(line) ?? []);

const recordIn = (line: string): JournalRecord | undefined => {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

const isRecord = (value: unknown): value is JournalRecord =>
  typeof value === 'object' && value !== null && 'seq' in value && 'prev' in value && 'hash' in value;

/** How a journal ends: its size, its last whole record, and whether a new one would begin a line. */
export type Tail = {
  readonly size: number;
  readonly last: Pick<JournalRecord, 'seq' | 'hash'> | undefined;
  readonly endsLine: boolean;
};

/** The tail as last known where nobody has written since, else as read. */
export const tailOf = (descriptor: number, known: Tail | undefined): Tail => {
  const { size } = fstatSync(descriptor);
  return known?.size === size ? known : readTail(descriptor, size);
};

const readTail = (descriptor: number, size: number, span = 65_536): Tail => {
  const from = Math.max(0, size - span);
  const bytes = Buffer.alloc(size - from);
  readSync(descriptor, bytes, 0, bytes.length, from);
  // The first line is cut off unless the file begins with it.
  const whole = from === 0 ? bytes : bytes.subarray(bytes.indexOf('\n') + 1);
  const last = recordsIn(whole.toString()).at(-1);
  if (!last && from > 0) return readTail(descriptor, size, span * 4);
  return { size, last, endsLine: size === 0 || bytes.at(-1) === 0x0a };
};
