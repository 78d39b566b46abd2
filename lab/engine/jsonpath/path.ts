import { contextOf, runtimeFailure } from '../flow.ts';
import { isObject, toText } from '../json.ts';
import type { Visit } from '../machine.ts';

/** A reference path: where it begins, and the keys and indexes that follow. */
export type Path = {
  readonly text: string;
  readonly root: 'value' | 'context' | { readonly variable: string };
  readonly steps: readonly (string | number)[];
};

const ROOT = /^(\$\$|\$([A-Za-z_][A-Za-z0-9_]*)?)/;
const STEP = /\.([A-Za-z_][A-Za-z0-9_-]*)|\['([^']*)'\]|\[(\d+)\]/y;

/** Read a reference path: `$`, `$$` or `$variable`, then names and indexes only; undefined for anything else. */
export const readPath = (text: string): Path | undefined => {
  const root = ROOT.exec(text);
  if (root === null) return undefined;
  const steps: (string | number)[] = [];
  STEP.lastIndex = root[0].length;
  while (STEP.lastIndex < text.length) {
    const step = STEP.exec(text);
    if (step === null) return undefined;
    steps.push(step[3] === undefined ? (step[1] ?? step[2] ?? '') : Number(step[3]));
  }
  if (root[0] === '$$') return { text, root: 'context', steps };
  return { text, root: root[2] === undefined ? 'value' : { variable: root[2] }, steps };
};

/** Follow a path; one that leads nowhere fails the execution, naming the field it was written in. */
export const follow = (visit: Visit, path: Path, value: unknown, field: string): unknown => {
  const start = startOf(visit, path, value);
  let found = start;
  for (const step of path.steps) found = stepInto(found, step);
  if (found !== undefined) return found;
  throw runtimeFailure(
    visit,
    `The JSONPath '${path.text}' specified for the field '${field}' could not be found in the input '${toText(start)}'`,
  );
};

const startOf = (visit: Visit, { root }: Path, value: unknown): unknown => {
  if (root === 'value') return value;
  return root === 'context' ? contextOf(visit) : visit.flow.variables[root.variable];
};

const stepInto = (value: unknown, step: string | number): unknown => {
  if (typeof step === 'number') return Array.isArray(value) ? value[step] : undefined;
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
};

/** Put a value where a path points, making objects on the way. */
export const place = (document: unknown, steps: Path['steps'], value: unknown): unknown => {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  const object = isObject(document) ? document : {};
  return { ...object, [step]: place(object[step], rest, value) };
};
