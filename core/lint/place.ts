import { locate } from '../documents/locate.ts';
import { readSource } from '../documents/source.ts';
import { growTree } from '../documents/tree.ts';
import type { LintFinding } from './rule.ts';

/** A finding with its place in the file. Line and column count from 1. */
export type PlacedFinding = Omit<LintFinding, 'path' | 'on'> & {
  readonly file: string;
  readonly line: number;
  readonly column: number;
};

/** Findings with their places, in the order of the document that they are about. */
export const place = (
  findings: readonly LintFinding[],
  text: string,
  file: string,
): readonly PlacedFinding[] => {
  const source = readSource(text);
  const tree = growTree(source.root);
  return findings
    .flatMap(({ path, on, ...finding }) =>
      locate([{ path, message: '', fix: '', ...(on && { on }) }], tree, source, file).map(
        ({ line, column }) => ({
          ...{ file, line, column },
          ...finding,
        }),
      ),
    )
    .toSorted((a, b) => a.line - b.line || a.column - b.column);
};

/** A finding as one line, in the form editors and terminals make clickable. */
export const formatFinding = ({ file, line, column, severity, rule, message, fix }: PlacedFinding): string =>
  `${file}:${line}:${column}: ${severity}: ${message}; ${fix} (${rule})`;
