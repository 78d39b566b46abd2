import type { Path } from '../../documents/problem.ts';
import { isMap, listOf, mapOf, type RawMap } from '../../documents/raw.ts';
import type { DraftNote } from './draft.ts';
import { changed } from './draft.ts';
import { wordOf } from './values.ts';

/** An activity and where it stands; one that refers to another is that other one, and says so. */
export type Found = {
  readonly node: RawMap;
  /** Where its words stand, and where it is meant; they differ where it refers to another one. */
  readonly at: Path;
  readonly own: Path;
  readonly notes: readonly DraftNote[];
};

/** The activities of a list, those that only refer to others followed. */
export const foundIn = (source: RawMap, list: unknown, at: Path): readonly Found[] =>
  listOf(list).map((node, index) => followed(source, node, [...at, index]));

const followed = (source: RawMap, node: unknown, at: Path): Found => {
  const ref = wordOf(mapOf(node).ref);
  const meant = ref === undefined ? undefined : namedIn(source, ref);
  if (meant === undefined || mapOf(node).provider !== undefined)
    return { node: mapOf(node), at, own: at, notes: [] };
  const { ref: _, ...own } = mapOf(node);
  const note = changed([...at, 'ref'], [], `it is ${ref} once more, and stands here in full`);
  // What it says itself goes before what it refers to; its notes are about the place that is meant.
  return { node: { ...meant.node, ...own }, at: meant.at, own: at, notes: [note] };
};

const namedIn = (source: RawMap, name: string): { readonly node: RawMap; readonly at: Path } | undefined => {
  const places: readonly Path[] = [['steady-state-hypothesis', 'probes'], ['method'], ['rollbacks']];
  return places
    .flatMap((path) =>
      listOf(path.reduce<unknown>((node, step) => mapOf(node)[step], source)).map((node, index) => ({
        node: mapOf(node),
        at: [...path, index],
      })),
    )
    .find(({ node }) => isMap(node.provider) && wordOf(node.name) === name);
};

/** What there is to lose: nothing in it is only form, and nothing is null or empty. */
export const withoutForm = (source: unknown): unknown => {
  const { version: _, ...rest } = mapOf(source);
  const hypothesis = rest['steady-state-hypothesis'];
  return full({
    ...rest,
    ...(isMap(hypothesis) && {
      'steady-state-hypothesis': { ...hypothesis, probes: bare(hypothesis.probes) },
    }),
    ...{ method: bare(rest.method), rollbacks: bare(rest.rollbacks) },
  });
};

const bare = (list: unknown): unknown => (Array.isArray(list) ? list.map(bareActivity) : list);

const bareActivity = (node: unknown): unknown => {
  if (!isMap(node) || !isMap(node.provider)) return node;
  const { type: _, ...rest } = node;
  const { type: __, module: ___, ...provider } = node.provider;
  return { ...rest, provider };
};

// An item keeps its place in its list, whatever is in it.
const full = (node: unknown): unknown => {
  if (Array.isArray(node)) return node.map((item) => full(item) ?? '');
  if (!isMap(node)) return node;
  const entries = Object.entries(node).map(([key, value]) => [key, full(value)] as const);
  return Object.fromEntries(entries.filter(([, value]) => !isNothing(value)));
};

const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'object' && Object.keys(value).length === 0);
