import { expect, test } from 'vitest';
import type { RunResult } from '../../core/result.ts';
import { code, plain } from '../../report/markdown/text.ts';
import { markdown } from '../../report/markdown.ts';
import { dayOf, fails, holds } from './support/a-day.ts';
import { resultWith } from './support/many-readings.ts';
import { poisoned } from './support/poisoned.ts';
import { ways } from './support/results.ts';

test('a small run reads like this', async () => {
  const result = resultWith(240, (n) => n >= 70 && n < 76);
  await expect(markdown(result)).toMatchFileSnapshot('support/small-run.md');
});

const said: Readonly<Record<keyof typeof ways, readonly string[]>> = {
  held: ['## ✅ HELD: ', '✅ **RESTORED**', '| detection | stop |', '`orders`'],
  failed: ['## ❌ FAILED: ', 'is a breach', '✅ **RESTORED**'],
  irreversible: ['irreversible; '],
  killed: ['## ❔ UNTESTED: '],
  refused: ['## ❔ UNTESTED: ', '**NOTHING INJECTED**', '| – | – | – |'],
  open: ['## ❔ NO VERDICT YET: '],
};

test.each(Object.entries(said))('a run that is %s says so', async (way, words) => {
  const text = markdown(await ways[way as keyof typeof ways]());
  for (const word of words) expect(text).toContain(word);
});

test('what an alarm does after the end of a run is none of its doing, and not shown', async () => {
  const result = await ways.held();
  const later = { state: 'ALARM' as const, atMs: result.run.createdAtMs + 86_400_000, reason: 'another run' };
  const alarms = { ...result.alarms, errors: [...(result.alarms.errors ?? []), later] };
  expect(markdown({ ...result, alarms })).toBe(markdown(result));
});

test('what is not verified restored is said first', async () => {
  const { run, ...rest } = await ways.held();
  if (run.conclusion === undefined) throw new Error('no conclusion');
  const conclusion = { ...run.conclusion, restoration: 'unverified' as const };
  expect(markdown({ ...rest, run: { ...run, conclusion } })).toMatch(/^## ❌ NOT VERIFIED RESTORED: /);
});

test('a game day has its steps, and below them its runs', async () => {
  const text = markdown(await dayOf([{ of: fails, expect: 'failed', continueOn: 'any' }, { of: holds }]));
  expect(text).toMatch(/^## ✅ AS EXPECTED: /);
  expect(text).toContain('| 1. Two stop | FAILED | ✅ FAILED |');
  expect(text).toContain('### ❌ FAILED: Two stop');
  expect(text).toContain('### ✅ HELD: One stops');
});

test.each(Object.keys(ways))(
  'nothing foreign in a run that is %s is mark-up, and every table is whole',
  async (way) => {
    const result: RunResult = await ways[way as keyof typeof ways]();
    const evil = JSON.parse(
      JSON.stringify(poisoned(result)).replaceAll('alert', 'a|b\\n# c\\n'),
    ) as RunResult;
    const text = markdown(evil);
    const outside = text.replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '');
    expect(outside.match(/<(?!br>|sub>|\/sub>)/g)).toBeNull();
    expect(text).not.toMatch(/^# c/m);
    const rows = text.split('\n').filter((line) => line.startsWith('|'));
    const cells = rows.map((row) => row.replaceAll('\\|', '').split('|').length);
    for (const [index, row] of rows.entries())
      if (!/^\| (---|steady|detection|fault)/.test(row)) expect(cells[index], row).toBe(cells[index - 1]);
  },
);

test.each([
  ['a | b', 'a \\| b'],
  ['<b>&', '&lt;b>&amp;'],
  ['> quoted', '\\> quoted'],
  ['*_`[x](y)#', '\\*\\_\\`\\[x\\](y)\\#'],
  ['- one', '\\- one'],
  ['1. one', '1\\. one'],
  ['t+1 of web-1', 't+1 of web-1'],
  ['@team and a@b.example', '@\u2060team and a@b.example'],
  ['one\n\ntwo\u0007', 'one two\ufffd'],
  ['turn \u202e round', 'turn \ufffd round'],
])('%j is plain text', (text, written) => {
  expect(plain(text)).toBe(written);
});

test.each([
  ['stop', '`stop`'],
  ['a`b', '``a`b``'],
  ['`a', '`` `a ``'],
  ['a|b', '`a\\|b`'],
  ['', '–'],
])('%j is code', (text, written) => {
  expect(code(text)).toBe(written);
});
