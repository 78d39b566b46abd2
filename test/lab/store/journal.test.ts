import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { verifyChain } from '../../../core/chain.ts';
import { NotFound, ServiceUnavailable } from '../../../core/errors.ts';
import { temporaryDirectory, temporaryJournal } from './state-dir.ts';

const entry = (kind: string) => ({ kind, atMs: 1_000, actor: 'ana' });

const begun = async () => {
  const stateDir = temporaryDirectory();
  const journal = temporaryJournal(stateDir);
  await journal.append('run-1', entry('a'));
  await journal.append('run-1', entry('b'));
  return { stateDir, journal, file: join(stateDir, 'journal', 'run-1.jsonl') };
};

const kindsOf = (records: readonly { readonly kind: string }[]) => records.map(({ kind }) => kind).join('');

describe('a journal on disk', () => {
  test('is one line of JSON a record, for its owner only', async () => {
    const { stateDir, file } = await begun();

    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');

    expect(lines.map((line) => JSON.parse(line))).toMatchObject([entry('a'), entry('b')]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(stateDir, 'journal')).mode & 0o777).toBe(0o700);
  });

  test('goes on where another one in the same directory stopped', async () => {
    const { stateDir, journal } = await begun();
    const other = temporaryJournal(stateDir);

    await other.append('run-1', entry('c'));
    await journal.append('run-1', entry('d'));
    await other.append('run-1', entry('e'), { durable: true });

    const records = await journal.read('run-1');
    expect(kindsOf(records)).toBe('abcde');
    expect(verifyChain(records)).toEqual({ ok: true, records: 5 });
  });

  test.each([
    { what: 'torn in the middle of a record', tear: '{"actor":"ana","atMs":1000,"ha' },
    { what: 'ending in zeros', tear: '\0'.repeat(100) },
    { what: 'ending in a torn record longer than is read at first', tear: `{"data":"${'x'.repeat(300_000)}` },
    { what: 'ending in something that is no record', tear: '{"kind":"c"}' },
  ])('$what keeps the tear, and goes on after it', async ({ tear }) => {
    const { journal, file } = await begun();
    appendFileSync(file, tear);
    expect(kindsOf(await journal.read('run-1'))).toBe('ab');

    await journal.append('run-1', entry('c'));
    await journal.append('run-1', entry('d'));

    const records = await journal.read('run-1');
    expect(kindsOf(records)).toBe('abcd');
    expect(verifyChain(records)).toEqual({ ok: true, records: 4 });
    expect(readFileSync(file, 'utf8')).toContain(`\n${tear}\n`);
  });

  test('goes on after a record of which only the end of the line is missing', async () => {
    const { journal, file } = await begun();
    truncateSync(file, statSync(file).size - 1);

    await journal.append('run-1', entry('c'));

    const records = await journal.read('run-1');
    expect(kindsOf(records)).toBe('abc');
    expect(verifyChain(records)).toEqual({ ok: true, records: 3 });
  });

  test('shows that somebody made a record unreadable', async () => {
    const { journal, file } = await begun();
    await journal.append('run-1', entry('c'));

    writeFileSync(file, readFileSync(file, 'utf8').replace('"kind":"b"', '"kind":b'));

    expect(verifyChain(await journal.read('run-1'))).toEqual({ ok: false, seq: 3, problem: 'gap' });
  });

  test('shows that somebody changed a record', async () => {
    const { journal, file } = await begun();

    writeFileSync(file, readFileSync(file, 'utf8').replace('"kind":"a"', '"kind":"z"'));

    expect(verifyChain(await journal.read('run-1'))).toEqual({ ok: false, seq: 1, problem: 'altered' });
  });

  test.each(['../run-1', 'a/b', '..', '', 'run 1', 'run-1\0', `r${'x'.repeat(200)}`])(
    'has no name like %j',
    async (id) => {
      const journal = temporaryJournal();

      await expect(journal.append(id, entry('a'))).rejects.toThrow(NotFound);
      await expect(journal.read(id)).rejects.toThrow(NotFound);
    },
  );

  test('that cannot be read or written says so', async () => {
    const { journal, file } = await begun();
    rmSync(file);
    mkdirSync(file);

    await expect(journal.append('run-1', entry('c'))).rejects.toThrow(ServiceUnavailable);
    await expect(journal.read('run-1')).rejects.toThrow(ServiceUnavailable);
  });
});
