/** A number, a word or a sign of an expression, and where it stands. */
export type Token = {
  readonly kind: 'number' | 'word' | 'sign' | 'end';
  readonly text: string;
  readonly index: number;
};

const TOKEN = /(?<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(?<word>[A-Za-z_]\w*)|\S/g;

/** The tokens of an expression, blanks left out. */
export const tokensOf = (text: string): Token[] =>
  [...text.matchAll(TOKEN)].map(({ 0: token, index, groups }) => ({
    kind: groups?.number !== undefined ? 'number' : groups?.word !== undefined ? 'word' : 'sign',
    text: token,
    index,
  }));
