/** A table; a cell may hold anything but a line break. */
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map(cell).join(' | ')} |`).join('\n');

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** Names as code, with commas between them. */
export const codes = (names: readonly string[]): string => names.map(code).join(', ');

/** A name as code. */
export const code = (name: string): string => `\`${name}\``;

/** Prose, with what is a name of an API or a condition key in it as code. */
export const prose = (text: string): string =>
  text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part : part.replaceAll(apiName, code('$&'))))
    .join('');

const apiName = /\b(?:aws:[a-z0-9]+:[A-Za-z0-9-]+|[a-z][a-z0-9-]*:[A-Za-z][\w/*]*|[A-Z0-9]+(?:_[A-Z0-9]+)+)/g;

/** A bullet for each pair that has something to say. */
export const facts = (pairs: readonly (readonly [name: string, text: string | undefined])[]): string =>
  pairs.flatMap(([name, text]) => (text ? [`- **${name}** ${text}`] : [])).join('\n');

/** The link to a heading that is one name as code, as GitHub makes it. */
export const linkTo = (name: string): string =>
  `[${code(name)}](#${name.toLowerCase().replaceAll(/[^\w-]/g, '')})`;
