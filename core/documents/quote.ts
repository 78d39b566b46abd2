// Control characters and direction marks of a document must not reach the terminal that shows its problems.
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** Text of a document made safe and short enough to stand in a message. */
export const quote = (value: unknown): string => {
  if (typeof value !== 'string') return printable(String(JSON.stringify(value)));
  return JSON.stringify(printable(value));
};

/** One printable line, cut where it would be too long to read. */
export const printable = (text: string, most = 60): string => {
  const line = text.slice(0, most).replace(UNSAFE, '\ufffd');
  return text.length > most ? `${line}…` : line;
};

/** Words as alternatives: "`a`, `b` or `c`". */
export const alternatives = (words: readonly string[]): string => {
  const ticked = words.map((word) => `\`${word}\``);
  return [ticked.slice(0, -1).join(', '), ...ticked.slice(-1)].filter((part) => part !== '').join(' or ');
};
