import { isAlias, isMap, isNode, isScalar, isSeq, type Pair } from 'yaml';
import type { Flaw } from '../parsed.ts';
import { type Finding, type Path, pointerOf } from './problem.ts';
import { quote } from './quote.ts';
import { MAX_DEPTH, TOO_DEEP } from './scan.ts';

/** Where a node stands in the text, as offsets; and what it says, where it is text. */
export type Place = {
  readonly key?: number;
  readonly start: number;
  readonly end: number;
  readonly content: string;
};

/** A document as plain data, with the place of every node by JSON pointer. */
export type Tree = {
  readonly value: unknown;
  readonly places: ReadonlyMap<string, Place>;
  readonly findings: readonly Finding[];
  /** Nodes refused already: nothing more is said of them. */
  readonly refused: ReadonlySet<string>;
};

type Growing = {
  readonly places: Map<string, Place>;
  readonly findings: Finding[];
  readonly refused: Set<string>;
};

/** Plain data from YAML nodes: own keys only, nothing resolved, nothing inherited. */
export const growTree = (root: unknown): Tree => {
  const growing: Growing = { places: new Map(), findings: [], refused: new Set() };
  return { value: grow(root, [], growing), ...growing };
};

const grow = (node: unknown, path: Path, growing: Growing, key?: number): unknown => {
  growing.places.set(pointerOf(path), placeOf(node, key));
  if (isAlias(node) || (isNode(node) && node.tag !== undefined)) return refuse(path, growing);
  if (isScalar(node)) return growScalar(node.value, path, growing);
  if (!isMap(node) && !isSeq(node)) return null;
  if (path.length >= MAX_DEPTH) return refuse(path, growing, TOO_DEEP);
  if (isSeq(node)) return node.items.map((item, index) => grow(item, [...path, index], growing));
  return growMap(node.items, path, growing);
};

const growMap = (pairs: readonly Pair[], path: Path, growing: Growing) => {
  const map: Record<string, unknown> = {};
  for (const { key, value } of pairs) {
    const { content: name, start: offset } = placeOf(key);
    const flaw = flawOfKey(name, map);
    if (flaw) growing.findings.push({ ...flaw, path: [...path, name], offset });
    else map[name] = grow(value, [...path, name], growing, offset);
  }
  return map;
};

const growScalar = (value: unknown, path: Path, growing: Growing) =>
  typeof value === 'string' && isTooLong(value) ? refuse(path, growing, TOO_LONG) : value;

const refuse = (path: Path, { refused, findings }: Growing, flaw?: Flaw) => {
  refused.add(pointerOf(path));
  if (flaw) findings.push({ ...flaw, path });
  return null;
};

const placeOf = (node: unknown, key?: number): Place => {
  const [start, end] = (isNode(node) && node.range) || [key ?? 0, key ?? 0];
  const content = isScalar(node) && typeof node.value === 'string' ? node.value : '';
  return { start, end, content, ...(key === undefined ? {} : { key }) };
};

const flawOfKey = (name: string, map: Readonly<Record<string, unknown>>): Flaw | undefined => {
  if (FORBIDDEN.has(name)) {
    return { message: `the key \`${name}\` is not allowed`, fix: 'choose another name' };
  }
  if (name === '<<') {
    return { message: 'merge keys (`<<`) are not allowed', fix: 'write the fields out' };
  }
  if (isTooLong(name)) return TOO_LONG;
  if (!Object.hasOwn(map, name)) return undefined;
  return { message: `the key ${quote(name)} stands here twice`, fix: 'remove one of the two' };
};

// Harmless in a map of ours, but not in every program such a document may be handed to.
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

const MAX_TEXT_BYTES = 1024;
const TOO_LONG: Flaw = { message: 'the text is longer than 1 KiB', fix: 'shorten it' };

const isTooLong = (text: string) =>
  text.length * 3 > MAX_TEXT_BYTES && new TextEncoder().encode(text).length > MAX_TEXT_BYTES;
