import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, chain, sha256Hex, verifyChain } from '../../core/chain.ts';
import type { JournalEntry, JournalRecord } from '../../core/ports.ts';

const entry = (kind: string, data?: Record<string, unknown>): JournalEntry => ({
  kind,
  atMs: 1_000,
  actor: 'test',
  ...(data && { data }),
});

const chained = (...entries: readonly JournalEntry[]): readonly JournalRecord[] => {
  const records: JournalRecord[] = [];
  for (const next of entries) records.push(chain(records.at(-1), next));
  return records;
};

const five = chained(...['a', 'b', 'c', 'd', 'e'].map((kind) => entry(kind)));
const pick = (...seqs: readonly number[]) => seqs.flatMap((seq) => five.filter((one) => one.seq === seq));

describe('a chain', () => {
  test('numbers its records from one and links each to the one before', () => {
    const [first, second] = chained(entry('a'), entry('b'));

    expect(first).toMatchObject({ kind: 'a', seq: 1, prev: '0'.repeat(64) });
    expect(second).toMatchObject({ kind: 'b', seq: 2, prev: first?.hash });
  });

  test('verifies as it was written, also when empty', () => {
    expect(verifyChain(five)).toEqual({ ok: true, records: 5 });
    expect(verifyChain([])).toEqual({ ok: true, records: 0 });
  });

  test('hashes the same whatever the order of the keys', () => {
    const [record] = chained(entry('a', { x: 1, y: { p: 1, q: 2 } }));
    const [other] = chained({ data: { y: { q: 2, p: 1 }, x: 1 }, actor: 'test', atMs: 1_000, kind: 'a' });

    expect(other?.hash).toBe(record?.hash);
  });

  test('takes a record of another journal as an entry like any other', () => {
    const [record] = five;
    const again = chain(five.at(-1), record ?? entry('none'));

    expect(verifyChain([...five, again])).toEqual({ ok: true, records: 6 });
  });

  test('verifies after a trip through JSON, whatever the data', () => {
    fc.assert(
      fc.property(fc.array(fc.dictionary(fc.string(), fc.anything({ withDate: true }))), (all) => {
        const records = chained(...all.map((data) => entry('any', data)));

        const read = records.map((record) => JSON.parse(canonicalJson(record)) as JournalRecord);

        expect(verifyChain(read)).toEqual({ ok: true, records: all.length });
      }),
    );
  });
});

describe('a chain that was tampered with', () => {
  const altered = five.map((record) => (record.seq === 3 ? { ...record, reason: 'nothing to see' } : record));
  const rewritten = five.map((record) =>
    record.seq === 3 ? chain(five[1], { ...entry('c'), reason: 'nothing to see' }) : record,
  );
  const forked = [...pick(1, 2, 3), chain(five[1], entry('other'))];

  test.each([
    { what: 'a record changed in place', records: altered, seq: 3, problem: 'altered' },
    { what: 'a record changed and hashed again', records: rewritten, seq: 4, problem: 'fork' },
    { what: 'two records after the same one', records: forked, seq: 3, problem: 'fork' },
    { what: 'a record written twice', records: pick(1, 2, 2, 3), seq: 2, problem: 'fork' },
    { what: 'a missing beginning', records: pick(3, 4, 5), seq: 3, problem: 'truncated-head' },
    { what: 'a missing record', records: pick(1, 2, 4, 5), seq: 4, problem: 'gap' },
    { what: 'two records exchanged', records: pick(1, 3, 2, 4), seq: 3, problem: 'reordered' },
    { what: 'a late beginning', records: pick(2, 3, 1), seq: 2, problem: 'reordered' },
  ])('shows $what', ({ records, seq, problem }) => {
    expect(verifyChain(records)).toEqual({ ok: false, seq, problem });
  });

  test('shows a missing record that comes back at the end as out of order', () => {
    expect(verifyChain(pick(1, 2, 4, 5, 3))).toEqual({ ok: false, seq: 4, problem: 'reordered' });
  });
});

describe('canonical JSON', () => {
  test.each([
    { value: { b: 1, a: [2, { d: 3, c: undefined }] }, text: '{"a":[2,{"d":3}],"b":1}' },
    { value: { 10: 'x', 9: 'y' }, text: '{"10":"x","9":"y"}' },
    { value: [undefined, Number.NaN, -0], text: '[null,null,0]' },
    { value: 'ü"\n', text: '"ü\\"\\n"' },
    { value: null, text: 'null' },
    { value: new Date(0), text: '"1970-01-01T00:00:00.000Z"' },
  ])('writes $text', ({ value, text }) => {
    expect(canonicalJson(value)).toBe(text);
  });

  test('hashes to the well-known digest of the empty text', () => {
    expect(sha256Hex('')).toMatch(/^e3b0c44298fc1c149afbf4c8996fb924/);
  });
});
