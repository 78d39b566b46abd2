/** Template expressions that stood where JSON or YAML has none, each kept under a mark of the same length. */
export type Templated = {
  /** A quoted text of the expression's length; blanks, where it is a statement rather than a value. */
  stands(expression: string): string;
  /** A text with the expressions in it as their author wrote them. */
  restore(text: string): string;
  /** The statements (`{% if %}`) that were blanked out. */
  readonly statements: string[];
};

// Private-use characters: no document has them, and each is one character, as each of the expression's is.
const FIRST = 0xe000;
const PAD = '\uf8ff';
const MARK = /"?([\ue000-\uf8fe])\uf8ff*"?/g;

/** Nothing templated yet. */
export const noTemplates = (): Templated => {
  const known: string[] = [];
  const statements: string[] = [];
  return {
    statements,
    stands: (expression) => {
      if (/^[{%]%|^%\{/.test(expression)) {
        statements.push(expression);
        return expression.replace(/[^\n]/g, ' ');
      }
      known.push(expression);
      const mark = String.fromCharCode(FIRST + Math.min(known.length - 1, 0x18fe));
      return `"${mark}${PAD.repeat(expression.length - 3)}"`;
    },
    restore: (text) => text.replace(MARK, (_, mark: string) => known[mark.charCodeAt(0) - FIRST] ?? ''),
  };
};

const EXPRESSION =
  /(?:(?:\{\{[^\n]*?\}\}|\{%[^\n]*?%\}|%\{[^\n]*?\}|\$\{[^\n]*?\}|<[A-Za-z_][^<>\n]*>)[^\s,\]}":{$<]*)+/y;

/** The template expression that begins at a place, with whatever is glued to its end. */
export const templateAt = (text: string, at: number): string | undefined => {
  if (!'{%$<'.includes(text.charAt(at))) return undefined;
  EXPRESSION.lastIndex = at;
  return EXPRESSION.exec(text)?.[0];
};

/** YAML in which a line is a statement, or its value begins with an expression, made readable without moving a character. */
export const lenientYaml = (text: string, templated: Templated): string =>
  text
    .replace(/^[ \t]*((?:\{%|%\{).*(?:%\}|\}))[ \t]*$/gm, (line, statement: string) =>
      line.replace(statement, () => templated.stands(statement)),
    )
    .replace(
      /^([ \t]*(?:- +)*(?:[\w.:/-]+:[ \t]+)?)(\{\{.*\}\}\S*)([ \t]*\r?)$/gm,
      (_, before, value, after) => `${before}${templated.stands(value)}${after}`,
    )
    .replace(/^[ \t]+/gm, (indent) => indent.replaceAll('\t', ' '));
