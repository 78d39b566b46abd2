const safe: unique symbol = Symbol('html');

/** Mark-up in which everything foreign has been escaped. Only `html` and `trusted` make it. */
export type Html = { readonly [safe]: string };

/** What a template takes: text is escaped, mark-up is not, lists are joined, and nothing is nothing. */
export type Content = Html | string | number | false | undefined | readonly Content[];

/** A piece of a page. Whatever is put into it is escaped unless it is mark-up already; attributes must be quoted. */
export const html = (parts: TemplateStringsArray, ...values: readonly Content[]): Html =>
  trusted(parts.map((part, index) => part + textOf(values[index])).join(''));

/** Mark-up that is our own, word for word. Never give it anything that came from outside. */
export const trusted = (markup: string): Html => ({ [safe]: markup });

/** The mark-up as text. */
export const markupOf = (piece: Html): string => piece[safe];

const textOf = (content: Content): string => {
  if (content === undefined || content === false) return '';
  if (typeof content === 'number') return String(content);
  if (typeof content === 'string') return escaped(content);
  return isList(content) ? content.map(textOf).join('') : content[safe];
};

const isList = (content: Html | readonly Content[]): content is readonly Content[] => Array.isArray(content);

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

// Control characters have no place in a page, and a terminal's escapes come with errors sometimes.
const escaped = (text: string): string =>
  text
    .replace(/[&<>"']/g, (character) => entities[character] ?? character)
    .replace(/[^\P{Cc}\n\t]/gu, '\u{fffd}');
