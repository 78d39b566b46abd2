import { Document, isCollection, isMap, isNode, isScalar, type Node } from 'yaml';
import { parseDocument } from '../../documents/parse-document.ts';
import type { Problem } from '../../documents/problem.ts';
import type { RawMap } from '../../documents/raw.ts';
import type { Note } from './imported.ts';

/** A document as text, and what our own reader says of it: nothing, unless an importer is wrong. */
export type Written = { readonly text: string; readonly problems: readonly Problem[] };

/** Writes an imported document as YAML; what the reader must look at is a comment above it. `file` is where it will be. */
export const writeDocument = (document: RawMap, notes: readonly Note[], file: string): Written => {
  const yaml = new Document(document, { aliasDuplicateObjects: false });
  for (const [pointer, words] of commentsBy(notes)) comment(yaml, stepsOf(pointer), words);
  const text = yaml.toString({ lineWidth: 0 });
  const parsed = parseDocument(text, file);
  return { text, problems: parsed.ok ? [] : parsed.problems };
};

const commentsBy = (notes: readonly Note[]): ReadonlyMap<string, string> => {
  const comments = new Map<string, string>();
  for (const { to, comment, fix, message } of notes) {
    const words = comment ?? (fix === undefined ? undefined : `${message}; ${fix}`);
    if (to === undefined || words === undefined) continue;
    const before = comments.get(to);
    if (before !== words) comments.set(to, before === undefined ? words : `${before}\n${words}`);
  }
  return comments;
};

const comment = (yaml: Document, steps: readonly string[], words: string): void => {
  if (steps.length === 0) {
    yaml.commentBefore = wrapped(words);
    return;
  }
  const parent: unknown = yaml.getIn(steps.slice(0, -1), true);
  const last = steps.at(-1);
  const node = isMap(parent)
    ? parent.items.map(({ key }) => key).find((key) => isScalar(key) && String(key.value) === last)
    : isCollection(parent) && parent.get(Number(last), true);
  if (isNode(node)) above(node, words);
};

const above = (node: Node, words: string): void => {
  node.commentBefore = wrapped(words);
};

const MOST = 96;

const wrapped = (words: string): string => words.split('\n').flatMap(lines).join('\n');

const lines = (text: string): readonly string[] => {
  const all: string[] = [];
  for (const word of text.split(/\s+/)) {
    const line = all.at(-1);
    if (line !== undefined && line.length + word.length < MOST) all[all.length - 1] = `${line} ${word}`;
    else all.push(` ${word}`);
  }
  return all;
};

const stepsOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
