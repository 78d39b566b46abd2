import { type Finding, type Path, type Problem, pointerOf } from './problem.ts';
import type { Source } from './source.ts';
import type { Place, Tree } from './tree.ts';

/** The most problems told at once; whoever has more mends these first. */
export const MAX_PROBLEMS = 100;

/** Problems in the order of the document, from findings at its nodes. */
export const locate = (findings: readonly Finding[], tree: Tree, source: Source, file: string): Problem[] => {
  const found = findings
    .map((finding) => ({ ...finding, offset: offsetOf(finding, tree, source.text) }))
    .toSorted((a, b) => a.offset - b.offset);
  const told = found.slice(0, MAX_PROBLEMS).map(({ path, offset, message, fix }) => ({
    ...{ file, ...source.lineAndColumn(offset) },
    ...{ pointer: pointerOf(path), message, fix },
  }));
  const last = told.at(-1);
  return found.length > told.length && last
    ? [...told, { ...last, ...more(found.length - told.length) }]
    : told;
};

const more = (count: number) => ({
  message: `${count} more problems follow`,
  fix: `mend these ${MAX_PROBLEMS} first`,
});

const offsetOf = ({ path, on, index, offset }: Finding, { places }: Tree, text: string): number => {
  if (offset !== undefined) return offset;
  const place = placeOf(path, places);
  if (on === 'key' && place.key !== undefined) return place.key;
  return index === undefined ? place.start : offsetInside(place, text, index);
};

/** The place of a node, or of the nearest one around it, where the node itself is missing; the root never is. */
const placeOf = (path: Path, places: Tree['places']): Place =>
  places.get(pointerOf(path)) ?? placeOf(path.slice(0, -1), places);

// However a text is quoted or folded, its ink is the same: only blanks come and go.
const offsetInside = ({ start, end, content }: Place, text: string, index: number): number => {
  const raw = text.slice(start, end);
  if (raw.startsWith('"') && raw.includes('\\')) return start;
  const ink = content.slice(0, index).replace(/\s/g, '').length;
  let at = /^[|>][^\n]*\n|^["']/.exec(raw)?.[0].length ?? 0;
  for (let seen = 0; seen < ink && at < raw.length; at += 1) if (!isBlank(raw, at)) seen += 1;
  while (index < content.length && isBlank(raw, at)) at += 1;
  return start + at;
};

const isBlank = (text: string, at: number) => /\s/.test(text.charAt(at));
