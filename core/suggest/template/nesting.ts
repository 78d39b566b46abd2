import { CST, Lexer } from 'yaml';

/** How deep maps and lists may nest; the deepest of some hundred public templates stays below 40. */
export const DEEPEST = 100;

/** The line at which a text nests deeper than any template, from 1: to compose it would take very long. */
export const nestsTooDeep = (text: string): number | undefined => {
  let depth = 0;
  let onLine = 0;
  let line = 1;
  for (const token of new Lexer().lex(text)) {
    const type = CST.tokenType(token) ?? '';
    // In and out of brackets; `- - - -` nests without any.
    if (/^flow-(map|seq)-start$/.test(type)) depth += 1;
    if (/^flow-(map|seq)-end$/.test(type)) depth -= 1;
    onLine =
      type === 'newline' ? 0 : onLine + (type === 'seq-item-ind' || type === 'explicit-key-ind' ? 1 : 0);
    if (Math.max(depth, onLine) > DEEPEST) return line;
    for (let at = token.indexOf('\n'); at !== -1; at = token.indexOf('\n', at + 1)) line += 1;
  }
  return undefined;
};
