import { faultDuration } from '../../documents/fault-duration.ts';
import { listOf, mapOf, type RawMap } from '../../documents/raw.ts';
import { formatDuration } from '../../duration.ts';
import type { Note } from '../shared/imported.ts';
import { step } from './pointer.ts';

/** When each action starts, in milliseconds after the experiment: FIS says after which others, we say when. */
export type Timeline = { readonly startMs: ReadonlyMap<string, number>; readonly notes: readonly Note[] };

/** Works out the start of each action from the ends of those it waits for. */
export const timelineOf = (actions: RawMap): Timeline => {
  const startMs = new Map<string, number>();
  const notes: Note[] = [];
  for (const name of Object.keys(actions)) startOf(name, { actions, startMs, notes, open: [] });
  return { startMs, notes };
};

type Walk = {
  readonly actions: RawMap;
  readonly startMs: Map<string, number>;
  readonly notes: Note[];
  /** The actions being worked out: one that comes again waits for itself. */
  readonly open: readonly string[];
};

const startOf = (name: string, walk: Walk): number => {
  const { actions, startMs, open } = walk;
  const known = startMs.get(name);
  if (known !== undefined) return known;
  const at = step(step('/actions', name), 'startAfter');
  const before = listOf(mapOf(actions[name]).startAfter).map(String);
  const ends = before.flatMap((other, index) => {
    const from = step(at, index);
    if (!Object.hasOwn(actions, other)) return missing(other, from, walk);
    if (other === name || open.includes(other)) return circular(other, from, walk);
    return [startOf(other, { ...walk, open: [...open, name] }) + lastsMs(mapOf(actions[other]).parameters)];
  });
  const start = Math.max(0, ...ends);
  startMs.set(name, start);
  if (ends.length > 0) walk.notes.push(started(name, at, start, before));
  return start;
};

const started = (name: string, from: string, start: number, before: readonly string[]): Note => {
  const message = `\`${name}\` starts when ${before.map((one) => `\`${one}\``).join(' and ')} ended: ${formatDuration(start)} after the start`;
  if (start > 0) return { what: 'changed', from, message };
  return {
    ...{ what: 'changed', from },
    message: `${message}, as that takes no time of its own; the order of the two is lost`,
    fix: 'set `startAfter` if one has to wait for the other',
  };
};

const missing = (other: string, from: string, { notes }: Walk): readonly number[] => {
  const message = `there is no action \`${other}\` to wait for`;
  notes.push({ what: 'refused', from, message, fix: 'name an action of the template' });
  return [];
};

const circular = (other: string, from: string, { notes }: Walk): readonly number[] => {
  const message = `it waits for \`${other}\`, which waits for it`;
  notes.push({ what: 'refused', from, message, fix: 'let one of them start first' });
  return [];
};

/** How long an action lasts, in milliseconds; nothing where that cannot be read. */
export const lastsMs = (parameters: unknown): number => {
  const lasts = faultDuration(mapOf(parameters));
  return lasts.ok ? lasts.value : 0;
};
