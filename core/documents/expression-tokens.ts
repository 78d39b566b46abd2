/** A number, a word, a text in quotes or a sign of an expression, and where it stands. */
export type Token = {
  readonly kind: 'number' | 'word' | 'text' | 'sign' | 'end';
  readonly text: string;
  readonly index: number;
};

const TOKEN =
  /(?<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<word>[A-Za-z_]\w*)|(?<quoted>"[^"]*"|'[^']*')|[=!<>]=|&&|\|\||\S/g;

/** The tokens of an expression, blanks left out. */
export const tokensOf = (text: string): Token[] =>
  [...text.matchAll(TOKEN)].map(({ 0: token, index, groups }) => ({
    kind: kindOf(groups),
    text: token,
    index,
  }));

const kindOf = (groups: Partial<Record<string, string>> | undefined): Token['kind'] => {
  if (groups?.number !== undefined) return 'number';
  if (groups?.word !== undefined) return 'word';
  return groups?.quoted === undefined ? 'sign' : 'text';
};
