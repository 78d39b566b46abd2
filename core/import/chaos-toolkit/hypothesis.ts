import { mapOf, type RawMap } from '../../documents/raw.ts';
import { deriveStopAlarm } from '../shared/derive.ts';
import type { Note } from '../shared/imported.ts';
import { kebab, unique } from '../shared/names.ts';
import { aroundNotes } from './around.ts';
import { callOf } from './calls.ts';
import { carried, type Draft, placed, type Refusal, refused } from './draft.ts';
import { probeFlaw } from './fits.ts';
import { type Found, foundIn } from './found.ts';
import { holdFor } from './hold.ts';
import { httpProbe } from './probes/http.ts';
import { wordOf } from './values.ts';
import { filled, type Variables } from './variables.ts';
import type { Where } from './where.ts';

const MOST = 20;
const TOO_MANY: Refusal = { why: `a steady state has ${MOST} probes at most` };

/** The steady state: every probe that can be one here, and the reason for every other one. */
export const steadyStateOf = (
  source: RawMap,
  variables: Variables,
  where: Where,
): { readonly steadyState: RawMap; readonly notes: readonly Note[] } => {
  const path = ['steady-state-hypothesis', 'probes'];
  const found = foundIn(source, mapOf(source['steady-state-hypothesis']).probes, path);
  const taken = new Set<string>();
  const probes: RawMap[] = [];
  const notes: Note[] = [];
  for (const one of found) {
    const name = kebab(wordOf(one.node.name) ?? '') ?? 'probe';
    const made = probes.length < MOST ? probeOf(one, variables, where) : TOO_MANY;
    const draft = 'part' in made ? (probeFlaw({ name, ...made.part }) ?? made) : made;
    if ('why' in draft) notes.push(...placed([refused(one.own, `probe: ${draft.why}`, draft.instead)], []));
    else {
      notes.push(
        ...placed(
          [...one.notes, ...nameNotes(one), ...draft.notes],
          ['steadyState', 'probes', probes.length],
        ),
      );
      probes.push({ name: unique(name, taken), ...draft.part });
    }
  }
  const [hold, alarm] = [holdFor(probes), deriveStopAlarm()];
  return {
    steadyState: { holdFor: hold.value, probes: probes.length > 0 ? probes : [alarm.value] },
    notes: [...notes, hold.note, ...(probes.length > 0 ? [] : [alarm.note])],
  };
};

const nameNotes = ({ node, at }: Found) => [
  ...(node.name === undefined ? [] : [carried([...at, 'name'], ['name'], 'its name')]),
  ...aroundNotes(node, at),
];

/** An activity as one of our probes. */
export const probeOf = ({ node, at }: Found, variables: Variables, where: Where): Draft | Refusal => {
  const provider = mapOf(node.provider);
  const place = [...at, 'provider'];
  const [tolerance, toleranceAt] = [filled(node.tolerance, variables) ?? undefined, [...at, 'tolerance']];
  if (node.background === true) return { why: 'a probe in the background is awaited by nobody' };
  if (provider.type === 'http')
    return httpProbe(mapOf(filled(provider, variables)), place, tolerance, toleranceAt);
  const call = callOf(provider, place, variables);
  if ('why' in call) return call;
  const { becomes, id } = call.activity;
  if (becomes.as === 'nothing')
    return {
      why: `\`${id}\`: ${becomes.why}`,
      ...(becomes.instead !== undefined && { instead: becomes.instead }),
    };
  if (becomes.as !== 'probe') return { why: `\`${id}\` is an action, and no probe` };
  const made = becomes.make({ args: call.args, at: call.at, where, tolerance, toleranceAt });
  if ('why' in made) return { ...made, why: `\`${id}\`: ${made.why}` };
  return {
    part: made.part,
    notes: [carried([...place, 'func'], ['type'], `\`${id}\` is a probe here`), ...call.notes, ...made.notes],
  };
};
