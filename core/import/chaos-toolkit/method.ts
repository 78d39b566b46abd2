import { listOf, mapOf, type RawMap } from '../../documents/raw.ts';
import { formatDuration, isoDuration } from '../../duration.ts';
import type { ImportOptions, Note } from '../shared/imported.ts';
import { kebab, unique } from '../shared/names.ts';
import { aroundNotes } from './around.ts';
import { callOf } from './calls.ts';
import { carried, type Draft, type DraftNote, derived, placed, type Refusal, refused } from './draft.ts';
import { foundIn } from './found.ts';
import { probeOf } from './hypothesis.ts';
import { type Timed, timelineOf } from './timeline.ts';
import { wordOf } from './values.ts';
import type { Variables } from './variables.ts';
import type { Where } from './where.ts';

/** What a method is read with. */
export type Reading = {
  readonly variables: Variables;
  readonly where: Where;
  readonly options: ImportOptions;
};

/** The faults of a method, and what became of everything in it. `ids`: the activities that became faults. */
export type Method = {
  readonly faults: readonly RawMap[];
  readonly notes: readonly Note[];
  readonly ids: ReadonlySet<string>;
};

const MINUTE = 60_000;
const DEFAULT_MS = 5 * MINUTE;
const LONGEST_MS = 11 * 60 * MINUTE;
const MOST = 20;

/** Reads the method: its actions become faults, with the moments that its pauses give them. */
export const methodOf = (source: RawMap, reading: Reading): Method => {
  const { activities, endMs } = timelineOf(foundIn(source, source.method, ['method']), reading.variables);
  const taken = new Set<string>();
  const made = activities.map((timed) => ({ timed, outcome: outcomeOf(timed, endMs, reading) }));
  const starts = made.flatMap(({ timed, outcome }) => ('drafts' in outcome ? [timed.startMs] : []));
  const firstMs = Math.min(...starts, Number.MAX_SAFE_INTEGER);
  const faults: RawMap[] = [];
  const notes: Note[] = [];
  const ids = new Set<string>();
  for (const { timed, outcome } of made) {
    const { found } = timed;
    if (timed.isPause) {
      notes.push(...placed(timed.notes, []));
      continue;
    }
    const full = 'drafts' in outcome && faults.length + outcome.drafts.length > MOST;
    if (!('drafts' in outcome) || full) {
      const { what, why, instead } = 'drafts' in outcome ? TOO_MANY : outcome;
      notes.push(...placed([refused(found.own, `${what}: ${why}`, instead)], []));
      continue;
    }
    ids.add(outcome.id);
    notes.push(
      ...placed(
        [...found.notes, ...timed.notes, ...aroundNotes(found.node, found.at), ...ignoredTolerance(timed)],
        [],
      ),
    );
    for (const { part, notes: about } of outcome.drafts) {
      const name = unique(kebab(wordOf(found.node.name) ?? '') ?? 'fault', taken);
      const startMs = timed.startMs - firstMs;
      const { action, targets, parameters } = part;
      notes.push(...placed([...nameNotes(timed, outcome.id, action), ...about], ['faults', faults.length]));
      faults.push({
        ...{ name, action, targets },
        ...(parameters !== undefined && { parameters }),
        ...(startMs > 0 && { startAfter: isoDuration(startMs) }),
      });
    }
  }
  return { faults, notes, ids };
};

const TOO_MANY = {
  what: 'action',
  why: `an experiment has ${MOST} faults at most`,
  instead: 'make it a game day of several experiments',
};

const nameNotes = ({ found: { node, at } }: Timed, id: string, action: unknown): readonly DraftNote[] => [
  ...(node.name === undefined ? [] : [carried([...at, 'name'], ['name'], 'its name')]),
  carried([...at, 'provider', 'func'], ['action'], `\`${id}\` is \`${String(action)}\` here`),
];

const ignoredTolerance = ({ found: { node, at } }: Timed): readonly DraftNote[] =>
  node.tolerance === undefined
    ? []
    : [refused([...at, 'tolerance'], 'only probes of the hypothesis have one, in Chaos Toolkit too')];

type Outcome =
  | { readonly id: string; readonly drafts: readonly Draft[] }
  | (Refusal & { readonly what: string });

const outcomeOf = ({ found, startMs }: Timed, endMs: number, reading: Reading): Outcome => {
  const { node, at } = found;
  const { variables, where } = reading;
  if (node.type === 'probe') {
    if (at[0] === 'steady-state-hypothesis')
      return { what: 'probe', why: 'it is read all the time anyway, as it belongs to the steady state' };
    const probe = probeOf(found, variables, where);
    const instead =
      'why' in probe ? probe.instead : 'add it to `steadyState.probes`, if it says what healthy means';
    const why =
      'why' in probe
        ? `it only writes down what it sees, and cannot be read here: ${probe.why}`
        : 'it only writes down what it sees, and judges nothing';
    return { what: 'probe', why, ...(instead !== undefined && { instead }) };
  }
  const provider = mapOf(node.provider);
  if (Object.keys(node).length === 0) return { what: 'activity', why: 'it is empty' };
  if (node.ref !== undefined && node.provider === undefined)
    return { what: 'activity', why: `it refers to \`${String(node.ref)}\`, which is nowhere` };
  if (provider.type === 'http')
    return {
      what: 'action',
      why: 'it sends a request that changes something, and Firedrill could not undo it',
      instead: 'use a fault that Firedrill knows, or `ssm/flag` and `middy/chaos` in your own application',
    };
  const call = callOf(provider, [...at, 'provider'], variables);
  if ('why' in call) return { what: 'action', ...call };
  const { becomes, id } = call.activity;
  if (becomes.as === 'nothing') return { what: 'action', ...becomes, why: `\`${id}\`: ${becomes.why}` };
  if (becomes.as === 'undo')
    return {
      what: 'action',
      why: `\`${id}\` takes a fault back, which Firedrill does by itself once the last one is over`,
    };
  if (becomes.as === 'probe') return { what: 'action', why: `\`${id}\` is a probe, and breaks nothing` };
  if (becomes.destroys !== undefined && !isAllowed(id, reading.options))
    return {
      what: 'action',
      why: `\`${id}\`: ${becomes.destroys}`,
      instead: `name it if you want it all the same: --allow chaosaws.${id}`,
    };
  if (startMs > LONGEST_MS)
    return { what: 'action', why: 'it begins more than eleven hours after the first one' };
  const drafts = becomes.make({ args: call.args, at: call.at, where, ...lastsOf(startMs, endMs) });
  if ('why' in drafts) return { what: 'action', ...drafts, why: `\`${id}\`: ${drafts.why}` };
  const [first, ...rest] = drafts;
  if (first === undefined) return { what: 'action', why: `\`${id}\` names nothing that it could break` };
  return { id, drafts: [{ part: first.part, notes: [...call.notes, ...first.notes] }, ...rest] };
};

const isAllowed = (id: string, { allow }: ImportOptions): boolean =>
  allow.some((name) => [id, `chaosaws.${id}`, id.split('.').at(-1)].includes(name));

const lastsOf = (startMs: number, endMs: number) => {
  const restMs = Math.min(endMs - startMs, LONGEST_MS - startMs);
  return restMs >= MINUTE
    ? {
        lastsMs: restMs,
        lastsWhy: `it lasts ${formatDuration(restMs)} here, as the method goes on for so long after it`,
      }
    : {
        lastsMs: DEFAULT_MS,
        lastsWhy: `it lasts ${formatDuration(DEFAULT_MS)} here, as the method hardly waits after it`,
      };
};

/** What becomes of rollbacks: Firedrill derives its own from what it really did. */
export const rollbackNotes = (
  source: RawMap,
  { variables }: Reading,
  ids: ReadonlySet<string>,
): readonly Note[] =>
  listOf(source.rollbacks).flatMap((_, index) => {
    const [found] = foundIn(source, source.rollbacks, ['rollbacks']).slice(index, index + 1);
    const at = ['rollbacks', index];
    if (found === undefined) return [];
    const call = callOf(mapOf(found.node.provider), [...found.at, 'provider'], variables);
    return placed([rollbackNote(at, call, ids)], []);
  });

const rollbackNote = (
  at: readonly (string | number)[],
  call: ReturnType<typeof callOf>,
  ids: ReadonlySet<string>,
): DraftNote => {
  if ('why' in call)
    return refused(
      at,
      `rollback: ${call.why}; Firedrill undoes what it did, verifies it, and does nothing else at the end`,
      call.instead,
    );
  const { becomes, id } = call.activity;
  if (becomes.as === 'undo' || ids.has(id))
    return {
      ...derived(
        ['faults'],
        `the rollback \`${id}\` is replaced: Firedrill puts back what it changed, as it was before, in reverse order, whatever happens, and verifies it`,
      ),
      ...{ what: 'changed', from: at },
    };
  return refused(
    at,
    `rollback: \`${id}\` is no undo of anything here; Firedrill undoes what it did, verifies it, and does nothing else at the end`,
  );
};
