import { listOf, mapOf, type RawMap, textOf } from '../../documents/raw.ts';
import type { Note } from '../shared/imported.ts';
import { readAction } from './action.ts';
import type { ReadFault } from './fault.ts';
import { step } from './pointer.ts';
import { timelineOf } from './timeline.ts';

/** The faults of a template, and what became of its actions and targets. `endsMs`: when the last one is over. */
export type ReadFaults = {
  readonly faults: readonly RawMap[];
  readonly notes: readonly Note[];
  readonly endsMs: number;
};

/** Each action as one fault for each of its targets, at the time at which FIS would start it. */
export const readFaults = (template: RawMap, allow: readonly string[]): ReadFaults => {
  const actions = mapOf(template.actions);
  const targets = mapOf(template.targets);
  const { startMs, notes } = timelineOf(actions);
  const taken = new Set<string>();
  const awaited = new Set(
    Object.values(actions).flatMap((action) => listOf(mapOf(action).startAfter).map(String)),
  );
  const kept: ReadFault[] = [];
  const told: Note[] = [...notes];
  for (const [name, action] of Object.entries(actions)) {
    const read = readAction(name, mapOf(action), {
      targets,
      allow,
      taken,
      awaited,
      startMs: startMs.get(name) ?? 0,
      kept,
    });
    kept.push(...read.faults);
    told.push(...read.notes);
  }
  const used = new Set(kept.map(({ target }) => target));
  return {
    faults: kept.map(({ value }) => value),
    notes: [
      ...told,
      ...sharedTargets(kept),
      ...Object.keys(targets).flatMap((name) => (used.has(name) ? [] : unused(name, actions))),
    ],
    endsMs: Math.max(0, ...kept.map(({ endMs }) => endMs)),
  };
};

// FIS resolves a target once; a plan of ours resolves each fault.
const sharedTargets = (kept: readonly ReadFault[]): readonly Note[] =>
  kept.flatMap(({ value, target }, index) => {
    const first = kept.findIndex((other) => other.target === target);
    const { select } = mapOf(value.targets);
    if (target === undefined || first === index || select === 'ALL') return [];
    const message = `in FIS it hits the same as \`${textOf(kept[first]?.value.name)}\`; here each fault chooses for itself`;
    const from = step(step('/targets', target), 'selectionMode');
    const to = step(step(`/faults/${index}`, 'targets'), 'select');
    return [{ what: 'changed', from, to, message, fix: 'name them by `arns`, if it must be the same' }];
  });

const unused = (name: string, actions: RawMap): Note => {
  const wanted = Object.values(actions).some((action) =>
    Object.values(mapOf(mapOf(action).targets)).includes(name),
  );
  const why = wanted ? 'only actions that were left out use' : 'no action uses';
  return { what: 'refused', from: step('/targets', name), message: `${why} the target \`${name}\`` };
};
