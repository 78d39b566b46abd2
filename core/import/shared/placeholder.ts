/** What stands where only the reader can know: visible, harmless (no resource bears it), and found by the linter. */
export const PLACEHOLDER = 'FILL-IN';

/** Whether a text still waits to be filled in. */
export const isPlaceholder = (text: string): boolean => /\bfill-in\b/i.test(text);

/** A placeholder that says what is missing, in words. */
export const fillIn = (what: string): string => `${PLACEHOLDER}: ${what}`;

/** A placeholder that says what is missing and is one word, so that it can stand inside an ARN or a name. */
export const fillInWord = (what: string): string => {
  const word = what.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  return word === '' ? PLACEHOLDER : `${PLACEHOLDER}-${word.slice(0, 80)}`;
};
