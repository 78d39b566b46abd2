import type { ChainVerdict } from '../../core/chain.ts';
import type { JournalRecord } from '../../core/ports.ts';
import type { RunResult } from '../../core/result.ts';
import { type Content, type Html, html } from '../html.ts';
import { zeroMs } from '../time.ts';
import { icon, type Level, moment, part, table } from './part.ts';

/** The journal, folded, and whether it is what was written. Readings that follow each other are one row. */
export const journalSection = (level: Level, { journal, chain, run }: RunResult): Html => {
  const zero = zeroMs(run);
  const rows = groups(journal).map((group) => rowOf(group, zero));
  const body = html`<p class="chain">${icon(chain.ok ? 'good' : 'bad')} <span>${chainWords(chain)}</span></p><details><summary>${journal.length} entries</summary>${table('Journal', ['entry', 'when', 'who', 'what', 'why'], rows, 'scroll')}</details>`;
  return part(level, 'Journal', body);
};

const problems = {
  altered: 'was altered after it was written',
  'truncated-head': 'is the first one there is: what came before it is missing',
  gap: 'does not follow on the one before it: entries are missing',
  reordered: 'is not where it was written',
  fork: 'continues another record than the one before it',
} as const;

/** What the chain check says, in words. */
export const chainWords = (chain: ChainVerdict): string =>
  chain.ok
    ? `The hash chain is whole: all ${chain.records} entries are as they were written, each covering the one before it. A tail that is cut off whole cannot be seen in it.`
    : `THE HASH CHAIN IS BROKEN: entry ${chain.seq} ${problems[chain.problem]}. Do not rely on this journal.`;

const groups = (journal: readonly JournalRecord[]): readonly (readonly JournalRecord[])[] => {
  const all: JournalRecord[][] = [];
  for (const record of journal) {
    const open = all.at(-1);
    if (record.kind === 'reading' && open?.[0]?.kind === 'reading') open.push(record);
    else all.push([record]);
  }
  return all;
};

const rowOf = (group: readonly JournalRecord[], zero: number): readonly Content[] => {
  const [first, last] = [group[0], group.at(-1)];
  if (first === undefined || last === undefined) return [];
  const { seq, atMs, actor, kind, reason, data } = first;
  if (kind !== 'reading') return [seq, moment(atMs, zero), actor, kind, reason ?? brief(data)];
  const bad = group.filter((record) => record.data?.ok === false).length;
  const probes = [...new Set(group.map((record) => record.actor))].join(', ');
  const seqs = first === last ? seq : `${seq}–${last.seq}`;
  const when =
    first === last ? moment(atMs, zero) : html`${moment(atMs, zero)} to ${moment(last.atMs, zero)}`;
  const counted = first === last ? 'reading' : `${group.length} readings`;
  return [seqs, when, probes, counted, bad > 0 ? html`<b>${bad} bad</b>` : 'all good'];
};

const told = ['fault', 'targets', 'hash', 'level', 'step', 'lastBack', 'answer', 'guard'];

/** What a machine's entry says that a person may want. */
const brief = (data: JournalRecord['data']): string =>
  Object.entries(data ?? {})
    .filter(([key, value]) => told.includes(key) && (typeof value !== 'object' || Array.isArray(value)))
    .map(([key, value]) => `${key} ${Array.isArray(value) ? value.map(String).join(', ') : String(value)}`)
    .join(' · ');
