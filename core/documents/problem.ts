import type { Flaw } from '../parsed.ts';

/** One thing wrong with a document: where, what, and what would be right. Line and column count from 1. */
export type Problem = {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** JSON pointer to the offending node; empty for the document itself. */
  readonly pointer: string;
  readonly message: string;
  readonly fix: string;
};

/** A problem as one line, in the form editors and terminals make clickable. */
export const formatProblem = ({ file, line, column, message, fix }: Problem): string =>
  `${file}:${line}:${column}: ${message}; ${fix}`;

/** The way from the root of a document to a node. */
export type Path = readonly (string | number)[];

/** A flaw at a node, before anyone looked up its line: at its value, at its key, or at an offset of the text. */
export type Finding = Flaw & {
  readonly path: Path;
  readonly on?: 'key';
  readonly offset?: number;
  /** For a misspelt key: the node that is there under the wrong name. */
  readonly meant?: Path;
};

/** The JSON pointer of a path. */
export const pointerOf = (path: Path): string =>
  path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** A path as its author thinks of it: `faults[0].startAfter`. */
export const labelOf = (path: Path): string =>
  path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${step}`))
    .join('');

/** "`faults[0]`: what is wrong", or only what is wrong where it is the document itself. */
export const about = (path: Path, message: string): string =>
  path.length === 0 ? message : `\`${labelOf(path)}\`: ${message}`;
