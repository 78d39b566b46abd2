import { MAX_LEVELS, TooMuch } from './grow.ts';
import { type Templated, templateAt } from './templated.ts';

/**
 * JSON as people really keep it, made readable without moving a character: comments, trailing commas and tabs become
 * blanks, and a template expression where a value should stand (`{{ n }}`, `${n}`, `<n>`) becomes a quoted text.
 */
export const lenientJson = (text: string, templated: Templated): string => {
  const out: string[] = [];
  let at = 0;
  let depth = 0;
  let comma = -1; // the last comma with nothing but blanks after it
  while (at < text.length) {
    const [taken, written] = tokenAt(text, at, templated);
    if (/^[}\]]/.test(written) && comma >= 0) out[comma] = ' ';
    if (written === ',') comma = out.length;
    else if (written.trim() !== '') comma = -1;
    depth += LEVELS[written] ?? 0;
    if (depth > MAX_LEVELS) throw new TooMuch();
    out.push(written);
    at += taken;
  }
  return out.join('');
};

const LEVELS: Readonly<Record<string, number>> = { '{': 1, '[': 1, '}': -1, ']': -1 };

/** Whether a text means to be JSON: its first character that counts opens a map or a list. */
export const looksLikeJson = (text: string): boolean =>
  /^(?:\s|\/\/[^\n]*\n|#[^\n]*\n|\/\*[\s\S]*?\*\/)*[{[](?![{%])/.test(text);

type Token = readonly [taken: number, written: string];

const tokenAt = (text: string, at: number, templated: Templated): Token => {
  const rest = text.slice(at, at + 2);
  const char = rest.charAt(0);
  if (char === '"') return asIs(text.slice(at, endOfString(text, at)));
  if (rest === '//' || char === '#') return blank(upTo(text, at, '\n'));
  if (rest === '/*') return blank(text.slice(at, endAfter(text, at + 2, '*/')));
  if (char === '\t') return [1, ' '];
  const template = templateAt(text, at);
  if (template === undefined) return asIs(char);
  return [template.length, templated.stands(template)];
};

const asIs = (piece: string): Token => [piece.length, piece];

const blank = (piece: string): Token => [piece.length, piece.replace(/[^\n]/g, ' ')];

const upTo = (text: string, at: number, mark: string): string => {
  const end = text.indexOf(mark, at);
  return text.slice(at, end === -1 ? text.length : end);
};

const endAfter = (text: string, at: number, mark: string): number => {
  const end = text.indexOf(mark, at);
  return end === -1 ? text.length : end + mark.length;
};

const endOfString = (text: string, start: number): number => {
  let at = start + 1;
  while (at < text.length && text.charAt(at) !== '"') at += text.charAt(at) === '\\' ? 2 : 1;
  return Math.min(at + 1, text.length);
};
