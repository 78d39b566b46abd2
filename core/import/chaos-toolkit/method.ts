import { MAX_ARNS } from '../../documents/fault-fields.ts';
import { listOf, mapOf, type RawMap } from '../../documents/raw.ts';
import { isoDuration } from '../../duration.ts';
import type { Note } from '../shared/imported.ts';
import { kebab, unique } from '../shared/names.ts';
import { aroundNotes } from './around.ts';
import { carried, type DraftNote, placed, refused } from './draft.ts';
import { foundIn } from './found.ts';
import { type Outcome, outcomeOf, type Reading } from './outcome.ts';
import { type Timed, timelineOf } from './timeline.ts';
import { wordOf } from './values.ts';

/** The faults of a method, and what became of everything in it. `ids`: the activities that became faults. */
export type Method = {
  readonly faults: readonly RawMap[];
  readonly notes: readonly Note[];
  readonly ids: ReadonlySet<string>;
};

type Made = { readonly timed: Timed; readonly outcome: Outcome };
type Carried = { readonly timed: Timed; readonly outcome: Extract<Outcome, { id: string }> };

/** Reads the method: its actions become faults, with the moments that its pauses give them. */
export const methodOf = (source: RawMap, reading: Reading): Method => {
  const { activities, endMs } = timelineOf(foundIn(source, source.method, ['method']), reading.variables);
  const pauses = activities.filter(({ isPause }) => isPause);
  const made = activities
    .filter(({ isPause }) => !isPause)
    .map((timed): Made => ({ timed, outcome: outcomeOf(timed, endMs, reading) }));
  const { kept, notes } = withinBounds(made);
  const firstMs = Math.min(...kept.map(({ timed }) => timed.startMs), Number.MAX_SAFE_INTEGER);
  const faults: RawMap[] = [];
  const taken = new Set<string>();
  const carriedNotes = kept.flatMap((one) => {
    const written = one.outcome.drafts.map(({ part, notes: about }, index) => {
      const place = ['faults', faults.length + index];
      return {
        fault: faultIn(one, part, firstMs, taken),
        notes: placed([...nameNotes(one, part.action), ...about], place),
      };
    });
    faults.push(...written.map(({ fault }) => fault));
    return [...placed(activityNotes(one), []), ...written.flatMap(({ notes: about }) => about)];
  });
  return {
    faults,
    notes: [...pauses.flatMap((pause) => placed(pause.notes, [])), ...carriedNotes, ...notes],
    ids: new Set(kept.map(({ outcome }) => outcome.id)),
  };
};

const MOST = 20;

/** What a single experiment has room for, in the order of the method. */
const withinBounds = (
  made: readonly Made[],
): { readonly kept: readonly Carried[]; readonly notes: readonly Note[] } => {
  const kept: Carried[] = [];
  const notes: Note[] = [];
  for (const { timed, outcome } of made) {
    const next = 'drafts' in outcome && { timed, outcome };
    if (next && hasRoom([...kept, next])) kept.push(next);
    else {
      const { what, why, instead } = 'drafts' in outcome ? TOO_MUCH : outcome;
      notes.push(...placed([refused(timed.found.own, `${what}: ${why}`, instead)], []));
    }
  }
  return { kept, notes };
};

const hasRoom = (all: readonly Carried[]): boolean => {
  const parts = all.flatMap(({ outcome }) => outcome.drafts.map(({ part }) => part));
  const arns = parts.flatMap(({ targets }) => listOf(mapOf(targets).arns));
  return parts.length <= MOST && arns.length <= MAX_ARNS;
};

const TOO_MUCH = {
  what: 'action',
  why: `an experiment has ${MOST} faults and names ${MAX_ARNS} resources at most`,
  instead: 'make it a game day of several experiments',
};

const faultIn = ({ timed }: Carried, part: RawMap, firstMs: number, taken: Set<string>): RawMap => {
  const name = unique(kebab(wordOf(timed.found.node.name) ?? '') ?? 'fault', taken);
  const { action, targets, parameters } = part;
  const startMs = timed.startMs - firstMs;
  return {
    ...{ name, action, targets },
    ...(parameters !== undefined && { parameters }),
    ...(startMs > 0 && { startAfter: isoDuration(startMs) }),
  };
};

const activityNotes = ({ timed: { found, notes } }: Carried): readonly DraftNote[] => [
  ...[...found.notes, ...notes, ...aroundNotes(found.node, found.at)],
  ...(found.node.tolerance === undefined
    ? []
    : [refused([...found.at, 'tolerance'], 'only probes of the hypothesis have one, in Chaos Toolkit too')]),
];

const nameNotes = ({ timed: { found }, outcome: { id } }: Carried, action: unknown): readonly DraftNote[] => [
  ...(found.node.name === undefined ? [] : [carried([...found.at, 'name'], ['name'], 'its name')]),
  carried([...found.at, 'provider', 'func'], ['action'], `\`${id}\` is \`${String(action)}\` here`),
];
