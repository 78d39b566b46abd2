import { catalogued } from '../../catalogue/catalogue.ts';
import { mapOf, type RawMap } from '../../documents/raw.ts';
import type { Note } from '../shared/imported.ts';
import { kebab, unique } from '../shared/names.ts';
import { idOf } from './action-id.ts';
import { ASSERT, leftOut, readWait, WAIT } from './control.ts';
import { arnsOf, type FaultParts, faultOn, faultOnUnknown, type MadeFault, type ReadFault } from './fault.ts';
import { readParameters } from './parameters.ts';
import { step } from './pointer.ts';
import { asText } from './text.ts';
import { undoOf } from './undo.ts';

/** What an action becomes: no fault, one, or one for each of its targets. */
export type ReadAction = { readonly faults: readonly ReadFault[]; readonly notes: readonly Note[] };

type Around = {
  readonly targets: RawMap;
  readonly allow: readonly string[];
  readonly taken: Set<string>;
  readonly startMs: number;
  /** The names of the actions that others wait for. */
  readonly awaited: ReadonlySet<string>;
  /** The faults before it. */
  readonly kept: readonly ReadFault[];
};

/** Reads an action. One that cannot be a fault is left out, with the reason; the others go on. */
export const readAction = (name: string, action: RawMap, around: Around): ReadAction => {
  const from = step('/actions', name);
  const given = asText(action.actionId) ?? '';
  if (given === WAIT) return { faults: [], notes: readWait(action, from, around.awaited.has(name)) };
  if (given === ASSERT) return { faults: [], notes: [] }; // becomes a probe
  const id = idOf(given, step(from, 'actionId'), around.allow);
  if ('flaw' in id) return { faults: [], notes: leftOut(id.flaw, from) };
  return toFaults({ name, action, from, id: id.id, notes: id.notes }, around);
};

type Known = {
  readonly name: string;
  readonly action: RawMap;
  readonly from: string;
  readonly id: string;
  readonly notes: readonly Note[];
};

const toFaults = (
  { name, action, from, id, notes }: Known,
  { targets, taken, startMs, kept }: Around,
): ReadAction => {
  const refs = Object.entries(mapOf(action.targets)).map(([key, target]) => ({
    ...{ key, name: asText(target) ?? '' },
    from: step(step(from, 'targets'), key),
  }));
  if (refs.length === 0 && (catalogued(id)?.targets.length ?? 0) > 0) {
    const message = `${id} needs a target, and none is named`;
    return {
      faults: [],
      notes: leftOut({ what: 'refused', from, message, fix: 'add `targets`' }, from),
    };
  }
  const faults: ReadFault[] = [];
  const told: Note[] = [];
  for (const ref of refs.length === 0 ? [undefined] : refs) {
    const to = `/faults/${kept.length + faults.length}`;
    const read = readParameters(id, mapOf(action.parameters), step(from, 'parameters'), to);
    if (read.flaw) return { faults: [], notes: leftOut(read.flaw, from) };
    const undo = undoOf(id, read.value, to);
    const called = unique(
      kebab(refs.length > 1 && ref ? `${name} ${ref.name}` : name) ?? 'fault',
      new Set(taken),
    );
    const parts: FaultParts = { name: called, action: id, parameters: undo.parameters, startMs, to };
    const made = ref ? faultOn(parts, ref, targets) : faultOnUnknown(parts);
    const flaw = made.flaw ?? beyond(made, [...kept, ...faults], from);
    if (flaw) told.push(...leftOut(flaw, ref && refs.length > 1 ? ref.from : from));
    else {
      taken.add(called);
      faults.push(...(made.fault ? [made.fault] : []));
      told.push(
        ...notes.map((note) => ({ ...note, to: step(to, 'action') })),
        ...read.notes,
        ...undo.notes,
        ...made.notes,
      );
      told.push(...described(action, from, to, name, called));
    }
  }
  if (faults.length === 0 && refs.length > 1)
    told.push({ what: 'refused', from, message: 'left out, as it is on none of its targets' });
  return { faults, notes: told };
};

const TWELVE_HOURS = 12 * 3_600_000;

const beyond = ({ fault }: MadeFault, before: readonly ReadFault[], from: string): Note | undefined => {
  if (fault === undefined) return undefined;
  const arns = [...before, fault].reduce((sum, one) => sum + arnsOf(one), 0);
  const what = [
    before.length >= 20 && 'an experiment has at most 20 faults, as a template of FIS has 20 actions',
    arns > 50 && `an experiment names at most 50 ARNs; here it would be ${arns}`,
    fault.endMs > TWELVE_HOURS &&
      'it would end more than twelve hours after the first, longer than FIS allows',
  ].find((flaw) => flaw !== false);
  return what
    ? { what: 'refused', from, message: what, fix: 'split the template into several experiments' }
    : undefined;
};

const described = (
  { description }: RawMap,
  from: string,
  to: string,
  name: string,
  called: string,
): readonly Note[] => {
  const notes: Note[] = [];
  if (description !== undefined) {
    const comment = (asText(description) ?? '').trim();
    const message = 'the description of the action is a comment';
    notes.push({
      what: 'changed',
      from: step(from, 'description'),
      to,
      message,
      ...(comment !== '' && { comment }),
    });
  }
  if (name !== called) {
    const message = `the action \`${name}\` is called \`${called}\``;
    const what = kebab(name) === called ? 'carried' : 'changed';
    notes.push({ what, from: step(from, 'actionId'), to: step(to, 'name'), message });
  }
  return notes;
};
