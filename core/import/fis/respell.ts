import { isMap, listOf, mapOf, type RawMap } from '../../documents/raw.ts';
import type { Note } from '../shared/imported.ts';
import { PLACEHOLDER } from '../shared/placeholder.ts';
import { fieldOf, fold, folded, unknownField } from './fields.ts';
import { step } from './pointer.ts';
import type { RecordShape, Shape } from './shape.ts';

/** A template in the API's spelling, with the way back: the pointer in the source for each pointer in it. */
export type Respelt = {
  readonly value: RawMap;
  readonly origins: ReadonlyMap<string, string>;
  readonly notes: readonly Note[];
};

type Way = { readonly from: string; readonly to: string };

type Respelling = { readonly origins: Map<string, string>; readonly notes: Note[] };

/** Reads a template in any spelling. What has no place in it is noted; nothing of it is judged. */
export const respell = (value: unknown, from: string, shape: RecordShape): Respelt => {
  const respelling: Respelling = { origins: new Map(), notes: [] };
  const respelt = toRecord(value, { from, to: '' }, shape, respelling);
  return { value: mapOf(respelt), ...respelling };
};

const toShape = (value: unknown, way: Way, shape: Shape, respelling: Respelling): unknown => {
  respelling.origins.set(way.to, way.from);
  if (shape.kind === 'leaf') return value;
  if (isEmpty(value)) return carried(way.from, 'it is empty', respelling);
  if (shape.kind === 'whole') return value;
  if (shape.kind === 'pairs') return toPairs(value, way, respelling);
  if (shape.kind === 'named') return toNamed(value, way, shape.of, respelling);
  if (shape.kind === 'record') return toRecord(value, way, shape, respelling);
  if (!Array.isArray(value))
    return [toShape(value, { from: way.from, to: `${way.to}/0` }, shape.of, respelling)];
  return value.map((item, index) => toShape(item, along(way, index), shape.of, respelling));
};

const toRecord = (value: unknown, way: Way, shape: RecordShape, respelling: Respelling): unknown => {
  respelling.origins.set(way.to, way.from);
  if (Array.isArray(value) && value.length === 1)
    return toRecord(value[0], { from: step(way.from, 0), to: way.to }, shape, respelling);
  if (!isMap(value)) return notA('map', way, shape.what, respelling);
  if (isEmpty(value)) carried(way.from, 'it is empty', respelling);
  const fields: [string, unknown][] = [];
  for (const [key, child] of Object.entries(value)) {
    const from = step(way.from, key);
    const field = fieldOf(key, shape);
    if (field === undefined) respelling.notes.push(unknownField(key, from, shape));
    else if (child === null || child === undefined) carried(from, 'it is not set', respelling);
    else
      fields.push([
        field,
        toShape(child, { from, to: step(way.to, field) }, shape.fields[field] ?? LEAF, respelling),
      ]);
  }
  return Object.fromEntries(fields.filter(([, child]) => child !== undefined));
};

const LEAF: Shape = { kind: 'leaf' };

const toPairs = (value: unknown, way: Way, respelling: Respelling): unknown => {
  if (isPair(value)) return fromPairs([[way.from, value]], way, respelling);
  if (Array.isArray(value)) {
    const pairs = value.map((item, index): Placed => [step(way.from, index), item]);
    return fromPairs(pairs, way, respelling);
  }
  if (!isMap(value)) {
    notA('map', way, 'this', respelling);
    return { [PLACEHOLDER]: PLACEHOLDER }; // nothing in its place would narrow what is hit
  }
  for (const key of Object.keys(value)) respelling.origins.set(step(way.to, key), step(way.from, key));
  return value;
};

type Placed = readonly [from: string, item: unknown];

// Terraform's single block.
const isPair = (value: unknown): boolean =>
  isMap(value) && Object.keys(folded(value)).toSorted().join() === 'key,value';

const fromPairs = (pairs: readonly Placed[], { to }: Way, respelling: Respelling): unknown =>
  Object.fromEntries(
    pairs.flatMap(([from, item]) => {
      const { key, value } = folded(item);
      if (typeof key !== 'string')
        return notA('pair of key and value', { from, to }, 'this', respelling) ?? [];
      respelling.origins.set(step(to, key), from);
      return [[key, value]];
    }),
  );

const toNamed = (value: unknown, way: Way, shape: RecordShape, respelling: Respelling): unknown => {
  if (isMap(value) && typeof folded(value).name !== 'string')
    return Object.fromEntries(
      Object.entries(value).map(([name, child]) => [
        name,
        toRecord(child, along(way, name), shape, respelling),
      ]),
    );
  if (!isMap(value) && !Array.isArray(value)) return notA('map', way, 'this', respelling);
  const items = listOf(Array.isArray(value) ? value : [value]);
  return Object.fromEntries(
    items.map((item, index) => {
      const from = Array.isArray(value) ? step(way.from, index) : way.from;
      const key = Object.keys(mapOf(item)).find((one) => fold(one) === 'name');
      const name = String(folded(item).name ?? `${shape.what.replace(/^an? /, '')}-${index + 1}`);
      if (key !== undefined) carried(step(from, key), 'its name', respelling);
      const { [key ?? '']: _, ...rest } = mapOf(item);
      return [name, toRecord(rest, { from, to: step(way.to, name) }, shape, respelling)];
    }),
  );
};

const along = ({ from, to }: Way, key: string | number): Way => ({
  from: step(from, key),
  to: step(to, key),
});

const carried = (from: string, message: string, { notes }: Respelling): undefined => {
  notes.push({ what: 'carried', from, message });
  return undefined;
};

const notA = (form: string, { from }: Way, what: string, { notes }: Respelling): undefined => {
  notes.push({ what: 'refused', from, message: `${what} should be a ${form}, and is not` });
  return undefined;
};

const isEmpty = (value: unknown): boolean =>
  Array.isArray(value) ? value.length === 0 : isMap(value) && Object.keys(value).length === 0;
