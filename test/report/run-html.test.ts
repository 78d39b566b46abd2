import { expect, test } from 'vitest';
import type { RunResult } from '../../core/result.ts';
import { runHtml } from '../../report/run-html.ts';
import { poisoned } from './support/poisoned.ts';
import { ways, wordsOf } from './support/results.ts';

const said: Readonly<Record<keyof typeof ways, readonly string[]>> = {
  held: [
    'HELD',
    'RESTORED',
    'every probe stayed within its tolerance',
    'Probe orders over time',
    'alarm OK',
    'level 2, an independent read',
    'The hash chain is whole',
  ],
  failed: [
    'FAILED',
    'RESTORED',
    '2 of 3 readings were bad',
    'STOP t+',
    'the deciding reading',
    'bad readings',
  ],
  irreversible: ['IRREVERSIBLE', 'irreversible, nothing to undo; recovered after', 'verified recovered'],
  killed: ['UNTESTED', 'RESTORED', 'stopped by', 'really there'],
  refused: [
    'UNTESTED',
    'NOTHING INJECTED',
    'No fault was injected, so there is no timeline.',
    'No probe was read',
    'No target was chosen, and none was touched.',
  ],
  open: ['NO VERDICT YET', 'the run is still observing', 'not verified'],
};

test.each(Object.entries(said))('the report of a run that is %s says so, and why', async (way, words) => {
  const result = await ways[way as keyof typeof ways]();
  const page = wordsOf(runHtml(result));
  for (const word of words) expect(page).toContain(word);
  for (const reason of result.run.conclusion?.reasons ?? [])
    expect(page).toContain(reason.replaceAll('"', '&quot;'));
});

test('what is not verified restored is said first', async () => {
  const { run, ...rest } = await ways.failed();
  const { conclusion } = run;
  if (conclusion === undefined) throw new Error('no conclusion');
  const page = runHtml({
    ...rest,
    run: { ...run, conclusion: { ...conclusion, restoration: 'unverified' } },
  });
  expect(page.indexOf('NOT VERIFIED RESTORED')).toBeLessThan(page.indexOf('<p class="word">FAILED'));
  expect(page.indexOf('NOT VERIFIED RESTORED')).toBeGreaterThan(0);
});

test('a broken chain is said aloud', async () => {
  const result = await ways.refused();
  const page = runHtml({ ...result, chain: { ok: false, seq: 3, problem: 'gap' } });
  expect(wordsOf(page)).toContain('THE HASH CHAIN IS BROKEN: entry 3');
});

test('the page needs nothing else: it fetches nothing, and nothing may run but its own script', async () => {
  const page = runHtml(await ways.held());
  expect(page).toContain('default-src &#39;none&#39;');
  expect(page.match(/\b(src|href|action|data)="(?!#)/g)).toBeNull();
  expect(page).not.toMatch(/url\((?!#)|@import/);
});

test.each(Object.keys(ways))('nothing foreign gets into the mark-up of a run that is %s', async (way) => {
  const result: RunResult = await ways[way as keyof typeof ways]();
  const page = runHtml(poisoned(result));
  expect(page).toContain('&lt;script&gt;alert(&quot;x&quot;)');
  expect(page.match(/<script/g)).toHaveLength(1);
  expect(page.match(/<\/style/g)).toHaveLength(1);
  expect(page).not.toContain('alert("x")');
});

test('the same result gives the same page', async () => {
  const result = await ways.failed();
  expect(runHtml(result)).toBe(runHtml(JSON.parse(JSON.stringify(result))));
});
