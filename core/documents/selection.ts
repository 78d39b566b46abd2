import type { Selection } from '../experiment.ts';
import type { Parsed } from '../parsed.ts';
import { quote } from './quote.ts';

const SELECTION = /^(?:(ALL)|COUNT\((\d{1,6})\)|PERCENT\((\d{1,6})\))$/;

/** How many of the targets: `ALL`, `COUNT(2)` or `PERCENT(50)`. */
export const parseSelection = (text: string): Parsed<Selection> => {
  const [matched, all, count, percent] = SELECTION.exec(text) ?? [];
  if (matched === undefined)
    return { ok: false, message: `${quote(text)} selects nothing`, fix: guess(text) };
  if (all !== undefined) return { ok: true, value: { mode: 'ALL' } };
  if (count !== undefined) {
    return Number(count) >= 1
      ? { ok: true, value: { mode: 'COUNT', count: Number(count) } }
      : { ok: false, message: 'a fault on no target breaks nothing', fix: 'write `COUNT(1)` or more' };
  }
  return Number(percent) >= 1 && Number(percent) <= 100
    ? { ok: true, value: { mode: 'PERCENT', percent: Number(percent) } }
    : {
        ok: false,
        message: `${quote(text)} is not a percentage from 1 to 100`,
        fix: 'write `PERCENT(1)` to `PERCENT(100)`',
      };
};

const guess = (text: string): string => {
  const [, word = '', amount] = /^\s*([a-z]*)\s*\(?\s*(\d{1,6})?\s*(?:%\s*)?\)?\s*$/i.exec(text) ?? [];
  const mode =
    word === '' && amount !== undefined ? (text.includes('%') ? 'PERCENT' : 'COUNT') : word.toUpperCase();
  const meant = amount === undefined ? mode : `${mode}(${amount})`;
  return SELECTION.test(meant) ? `did you mean \`${meant}\`?` : 'write `ALL`, `COUNT(n)` or `PERCENT(n)`';
};
