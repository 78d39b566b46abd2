// The marks of colour take no room.
const esc = String.fromCharCode(27);
const pieces = new RegExp(`${esc}\\[[0-9;]*m|[\\s\\S]`, 'gu');

/** A line cut to a number of columns, its colours kept and ended. Every character of ours is one column wide. */
export const clip = (line: string, columns: number): string => {
  const all = line.match(pieces) ?? [];
  const isMark = (piece: string) => piece.length > 1 && piece.startsWith(esc);
  if (all.filter((piece) => !isMark(piece)).length <= columns) return line;
  let room = columns - 1;
  return `${all.filter((piece) => isMark(piece) || room-- > 0).join('')}…`;
};
