import { distance } from 'fastest-levenshtein';

/** The word its author probably meant, if one is at most `most` edits away. */
export const nearest = (
  word: string,
  known: Iterable<string>,
  most: number = editsAllowed(word.length),
): string | undefined => {
  if (word.length > LONGEST) return undefined;
  const folded = word.toLowerCase();
  let best: string | undefined;
  let least = most + 1;
  for (const candidate of known) {
    const edits = distance(folded, candidate.toLowerCase());
    if (edits < least) [best, least] = [candidate, edits];
  }
  return best;
};

const LONGEST = 64;

// Two letters swapped are two edits; of a word of three, that leaves nothing of what was meant.
const editsAllowed = (length: number) => (length < 4 ? 1 : length < 10 ? 2 : 3);
