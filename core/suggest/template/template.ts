import type { Path, Problem } from '../../documents/problem.ts';
import type { RawMap } from '../../documents/raw.ts';
import type { Given } from './context.ts';

/** Where something of a template stands: its JSON pointer there, and where that is in the text, counted from 1. */
export type Where = { readonly pointer: string; readonly line: number; readonly column: number };

/** What is known besides the text, and where the text is from. */
export type TemplateOrigin = Given & {
  readonly file: string;
  /** By logical id, for a stack that is deployed. */
  readonly physicalIds?: Readonly<Record<string, string>>;
};

/** One resource, its properties resolved as far as the template says (values.ts). */
export type Resource = {
  readonly id: string;
  readonly type: string;
  readonly properties: RawMap;
  readonly path: Path;
  /** The condition that decides whether it is there at all, where the template alone does not say. */
  readonly condition?: string;
  /** Its name in the account, where the stack is deployed. */
  readonly physicalId?: string;
};

/** A template as far as it can be understood without AWS. */
export type Template = {
  readonly given: Given;
  readonly resources: readonly Resource[];
  /** What was not understood or left out, for its reader. */
  readonly notes: readonly string[];
  /** Where a node stands, or the nearest one around it. */
  where(path: Path): Where;
};

/** A template, or everything that keeps it from being one. */
export type ReadTemplate =
  | { readonly ok: true; readonly template: Template }
  | { readonly ok: false; readonly problems: readonly Problem[] };
