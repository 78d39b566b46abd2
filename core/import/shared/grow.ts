import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Pair,
  type Scalar,
} from 'yaml';
import { type Path, pointerOf } from '../../documents/problem.ts';
import type { Templated } from './templated.ts';

/** A foreign document as plain data, with the offset of every node, and of every key that stands twice. */
export type Grown = {
  readonly value: unknown;
  readonly offsets: ReadonlyMap<string, number>;
  readonly repeated: readonly { readonly pointer: string; readonly offset: number }[];
};

/** There is more in it than any template has: aliases that multiply, for one. */
export class TooMuch extends Error {
  static {
    TooMuch.prototype.name = 'TooMuch';
  }
}

type Growing = {
  readonly document: Document.Parsed;
  readonly templated: Templated;
  readonly offsets: Map<string, number>;
  /** How many aliases were followed: each is looked for in the whole document. */
  aliases: number;
  readonly repeated: { pointer: string; offset: number }[];
};

const MOST_NODES = 400_000;
const MOST_ALIASES = 1_000;
/** Templates nest ten levels or so. Beyond, the parser takes seconds for a few kilobytes of brackets. */
export const MAX_LEVELS = 200;

/** Plain data from YAML nodes: aliases followed, merge keys merged, CloudFormation's short forms written out. */
export const grow = (document: Document.Parsed, templated: Templated): Grown => {
  const growing: Growing = { document, templated, offsets: new Map(), aliases: 0, repeated: [] };
  const value = growNode(document.contents, [], growing);
  return { value, offsets: growing.offsets, repeated: growing.repeated };
};

const growNode = (node: unknown, path: Path, growing: Growing): unknown => {
  if (growing.offsets.size > MOST_NODES || path.length > MAX_LEVELS) throw new TooMuch();
  const pointer = pointerOf(path);
  if (isNode(node) && node.range && !growing.offsets.has(pointer))
    growing.offsets.set(pointer, node.range[0]);
  if (isAlias(node)) return growNode(target(node, growing), path, growing);
  const tag = isNode(node) ? functionOf(node.tag) : undefined;
  if (tag === undefined) return contentOf(node, path, growing);
  return { [tag]: contentOf(node, [...path, tag], growing) };
};

const target = (alias: Alias, growing: Growing): unknown => {
  growing.aliases += 1;
  if (growing.aliases > MOST_ALIASES) throw new TooMuch();
  return alias.resolve(growing.document);
};

const contentOf = (node: unknown, path: Path, growing: Growing): unknown => {
  if (isScalar(node)) return scalarOf(node, growing.templated);
  if (isSeq(node)) return node.items.map((item, index) => growNode(item, [...path, index], growing));
  return isMap(node) ? mapOf(node.items, path, growing) : null;
};

const mapOf = (pairs: readonly Pair[], path: Path, growing: Growing): Readonly<Record<string, unknown>> => {
  const own: [string, unknown][] = [];
  const merged: [string, unknown][] = [];
  for (const { key, value } of pairs) {
    const name = growing.templated.restore(isScalar(key) ? String(key.source ?? key.value) : String(key));
    const at = [...path, name];
    const offset = (isNode(key) && key.range?.[0]) || 0;
    if (own.some(([taken]) => taken === name)) growing.repeated.push({ pointer: pointerOf(at), offset });
    const grown = growNode(value, at, growing);
    if (name === '<<') merged.push(...mergedOf(grown));
    else own.push([name, grown]);
  }
  // Made from entries, so that a key called __proto__ is a key like any other.
  return Object.fromEntries([...merged, ...own]);
};

const mergedOf = (grown: unknown): [string, unknown][] =>
  (Array.isArray(grown) ? grown.toReversed() : [grown]).flatMap((one) =>
    typeof one === 'object' && one !== null ? Object.entries(one) : [],
  );

// An account id with a leading zero, or a number longer than a double, is text that happens to be of digits.
const scalarOf = ({ value, source, type }: Scalar, templated: Templated): unknown => {
  if (typeof value === 'string') return templated.restore(value);
  const exact = typeof value !== 'number' || type !== 'PLAIN' || !/^[-+]?0\d|^\d{16,}$/.test(source ?? '');
  return exact ? value : source;
};

// `!Sub` is `Fn::Sub` and `!Ref` is `Ref`; YAML's own tags mean nothing here.
const functionOf = (tag: string | undefined): string | undefined => {
  const [, name] = /^!([A-Za-z]\w*(?:::\w+)*)$/.exec(tag ?? '') ?? [];
  if (name === undefined) return undefined;
  return name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
};
