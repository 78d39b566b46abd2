// Control characters and direction marks could hide or turn what stands beside them.
const UNSAFE = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const MARKS = /[\\`*_[\]#|~$]/g;
// What begins a list, a heading or a rule.
const BEGINS = /^(?:[-+=>]|\d+(?=[.)]))/;
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;' };

/** Text of others as one line in which nothing is mark-up: neither Markdown nor HTML, nor the end of a table's cell. */
export const plain = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(UNSAFE, '\ufffd')
    .replace(MARKS, '\\$&')
    .replace(BEGINS, (begin) => (/\d/.test(begin) ? `${begin}\\` : `\\${begin}`))
    .replace(/[&<]/g, (character) => entities[character] ?? character)
    // A name after it would be told.
    .replace(/(^|[^\p{L}\p{N}])@(?=[\p{L}\p{N}])/gu, '$1@\u2060');

/** Text of others in code type; a pipe ends the cell of a table even there. */
export const code = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim().replace(UNSAFE, '\ufffd').replaceAll('|', '\\|');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const pad = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return line === '' ? '–' : `${fence}${pad}${line}${pad}${fence}`;
};

/** A table; its cells are Markdown already. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** A list; its items are Markdown already. */
export const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');

/** Blocks with an empty line between them; empty ones are left out. */
export const blocks = (...parts: readonly (string | false | undefined)[]): string =>
  parts.filter((part) => typeof part === 'string' && part !== '').join('\n\n');
