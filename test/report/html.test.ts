import { expect, test } from 'vitest';
import { type Content, html, markupOf } from '../../report/html.ts';

const cases: readonly (readonly [what: string, content: Content, markup: string])[] = [
  ['text is escaped', `<b a="1" b='2'>&amp;`, '&lt;b a=&quot;1&quot; b=&#39;2&#39;&gt;&amp;amp;'],
  ['a number is written', 0, '0'],
  ['nothing is nothing', undefined, ''],
  ['what is not the case is nothing', false, ''],
  ['mark-up stays what it is', html`<i>${'<'}</i>`, '<i>&lt;</i>'],
  ['a list is joined, each by its own kind', ['<', html`<br>`, 2], '&lt;<br>2'],
  ['the escapes of a terminal are no part of a page', '\u{1b}[31mred', '\u{fffd}[31mred'],
];

test.each(cases)('%s', (_, content, markup) => {
  expect(markupOf(html`${content}`)).toBe(markup);
});

test('text that looks like mark-up of ours is not', () => {
  const forged: Content = JSON.parse('"<b>"');
  expect(markupOf(html`<p title="${forged}">`)).toBe('<p title="&lt;b&gt;">');
});
