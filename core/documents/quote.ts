// Control characters and direction marks of a document must not reach the terminal that shows its problems.
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Text of a document made safe and short enough to stand in a message. */
export const quote = (value: unknown): string => {
  if (typeof value !== 'string') return printable(JSON.stringify(value) ?? String(value));
  return JSON.stringify(printable(value));
};

/** One printable line of at most 60 characters. */
export const printable = (text: string): string => {
  const line = text.slice(0, 60).replace(UNSAFE, '\ufffd');
  return text.length > 60 ? `${line}…` : line;
};

/** Words as alternatives: "`a`, `b` or `c`". */
export const alternatives = (words: readonly string[]): string => {
  const ticked = words.map((word) => `\`${word}\``);
  return [ticked.slice(0, -1).join(', '), ...ticked.slice(-1)].filter((part) => part !== '').join(' or ');
};
