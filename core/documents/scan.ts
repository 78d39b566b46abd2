import { CST, Lexer } from 'yaml';
import type { Flaw } from '../parsed.ts';

/** A flaw at a character of the text. */
export type TextFlaw = Flaw & { readonly index: number };

/** How deep maps and lists may nest. */
export const MAX_DEPTH = 20;

// Experiments have a tenth of it. Beyond, YAML's composer takes a second for 64 KiB of brackets.
const MAX_TOKENS = 30_000;

/** What a text says that a document may not, found token by token, without building anything from it. */
export const scan = (text: string): { readonly flaws: readonly TextFlaw[]; readonly composable: boolean } => {
  const flaws: TextFlaw[] = [];
  let composable = true;
  let depth = 0;
  let indicators = 0;
  let index = 0;
  let count = 0;
  for (const token of new Lexer().lex(text)) {
    const type = CST.tokenType(token) ?? '';
    count += 1;
    depth += NESTING[type] ?? 0;
    indicators = type === 'newline' ? 0 : indicators + (LINE_NESTING[type] ?? 0);
    const excess =
      Math.max(depth, indicators) > MAX_DEPTH ? TOO_DEEP : count > MAX_TOKENS ? TOO_MANY : undefined;
    if (excess) return { flaws: [...flaws, { ...excess, index }], composable: false };
    const flaw = REFUSED[type];
    if (flaw) flaws.push({ ...flaw, index });
    if (type === 'directive-line') composable = false; // it could change what the rest means
    if (!MARKS.has(token)) index += token.length;
  }
  return { flaws, composable };
};

/** Says that maps and lists nest too deep. */
export const TOO_DEEP: Flaw = {
  message: `maps and lists are nested deeper than ${MAX_DEPTH} levels`,
  fix: 'an experiment needs seven at most; remove the levels that are too many',
};

const TOO_MANY: Flaw = {
  message: 'the document has more keys, values and marks than any experiment needs',
  fix: 'split it into several experiments, in a game day if they belong together',
};

// The lexer's own marks (start of document, end of flow, scalar follows) stand for no character of the text.
const MARKS = new Set([CST.DOCUMENT, CST.FLOW_END, CST.SCALAR]);

const NESTING: Readonly<Record<string, number>> = {
  'flow-map-start': 1,
  'flow-seq-start': 1,
  'flow-map-end': -1,
  'flow-seq-end': -1,
};

// `- - - -` nests without brackets; nesting by indentation needs a line for each level, so it is bounded by the size.
const LINE_NESTING: Readonly<Record<string, number>> = { 'seq-item-ind': 1, 'explicit-key-ind': 1 };

const REFUSED: Readonly<Record<string, Flaw>> = {
  anchor: {
    message: 'anchors (`&name`) are not allowed',
    fix: 'remove it and write the value where it is needed',
  },
  alias: {
    message: 'aliases (`*name`) are not allowed',
    fix: 'write the value here again, or quote text that starts with `*`',
  },
  tag: { message: 'tags (`!name`) are not allowed', fix: 'remove it, or quote text that starts with `!`' },
  'directive-line': { message: 'directives (`%NAME`) are not allowed', fix: 'remove the line' },
};
