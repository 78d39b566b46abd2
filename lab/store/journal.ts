import { closeSync, fdatasync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { canonicalJson, chain } from '../../core/chain.ts';
import { ServiceUnavailable } from '../../core/errors.ts';
import type { Journal, JournalEntry } from '../../core/ports.ts';
import { openDatabase } from './database.ts';
import { journalPath, recordsIn, type Tail, tailOf } from './journal-file.ts';
import { ensureStateDir, syncDirectory } from './state-dir.ts';
import { failureOf, storing } from './storing.ts';

const sync = promisify(fdatasync);

/** The journals in a directory; any number of processes may append to the same one. */
export const openJournal = (stateDir: string): Journal & { close(): void } => {
  const directory = join(stateDir, 'journal');
  ensureStateDir(directory);
  // Nothing is ever written in it. Its write lock dies with its holder, and takes 6 microseconds.
  const lock = openDatabase(join(stateDir, 'journal-lock.db'), { version: 1, sql: '' });
  const tails = new Map<string, Tail>();
  const named = new Set<string>();

  const write = (id: string, descriptor: number, entry: JournalEntry, once: boolean) =>
    lock.transaction(() => {
      if (once && recordsIn(readIfThere(journalPath(directory, id))).some(({ kind }) => kind === entry.kind))
        return;
      const { size, last, endsLine } = tailOf(descriptor, tails.get(id));
      const record = chain(last, entry);
      const line = Buffer.from(`${endsLine ? '' : '\n'}${canonicalJson(record)}\n`);
      const written = writeSync(descriptor, line);
      if (written < line.length) throw new ServiceUnavailable(`Journal ${id} took only a part of a record`);
      tails.set(id, { size: size + written, last: record, endsLine: true });
    });

  const makeDurable = async (id: string, descriptor: number) => {
    await sync(descriptor);
    if (!named.has(id)) syncDirectory(directory);
    named.add(id);
  };

  return {
    append: async (id, entry, { durable = false, once = false } = {}) => {
      const path = journalPath(directory, id);
      const descriptor = storing(`open journal ${id}`, () => openSync(path, 'a+', 0o600));
      try {
        write(id, descriptor, entry, once);
        if (durable) await makeDurable(id, descriptor);
      } catch (failure) {
        throw failureOf(`write journal ${id}`, failure);
      } finally {
        closeSync(descriptor);
      }
    },
    read: async (id) => recordsIn(readIfThere(journalPath(directory, id))),
    close: lock.close,
  };
};

const readIfThere = (path: string) => {
  try {
    return readFileSync(path, 'utf8');
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure && failure.code === 'ENOENT') return '';
    throw failureOf('read a journal', failure);
  }
};
