import { alternatives } from '../documents/quote.ts';
import { nearest } from '../documents/suggest.ts';

/** What would be right in the place of a name that there is not. */
export const didYouMean = (name: string, known: readonly string[]): string => {
  const near = nearest(name, known);
  if (near) return `did you mean \`${near}\`?`;
  return known.length === 0 ? 'leave it out: it has none' : `known are ${alternatives(known)}`;
};
