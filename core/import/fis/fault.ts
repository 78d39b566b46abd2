import { catalogued } from '../../catalogue/catalogue.ts';
import { listOf, mapOf, type RawMap } from '../../documents/raw.ts';
import { isoDuration } from '../../duration.ts';
import type { Note } from '../shared/imported.ts';
import { step } from './pointer.ts';
import { isTarget, readTargets, unknownTargets } from './targets.ts';
import { lastsMs } from './timeline.ts';

/** A fault of our document. `target`: the name of its target in the template. */
export type ReadFault = { readonly value: RawMap; readonly target?: string; readonly endMs: number };

/** What a fault is made of, apart from its target. */
export type FaultParts = {
  readonly name: string;
  readonly action: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly startMs: number;
  /** The fault's pointer in the result. */
  readonly to: string;
};

/** A fault, or why there is none, with everything worth knowing of it. */
export type MadeFault = { readonly fault?: ReadFault; readonly notes: readonly Note[]; readonly flaw?: Note };

/** The key under which an action names its target, the target's name, and where that stands. */
export type TargetRef = { readonly key: string; readonly name: string; readonly from: string };

/** The fault of an action on one of its targets. */
export const faultOn = (parts: FaultParts, { key, name, from }: TargetRef, targets: RawMap): MadeFault => {
  const target = Object.hasOwn(targets, name) ? targets[name] : undefined;
  if (!isTarget(target)) {
    const flaw: Note = {
      what: 'refused',
      from,
      message: `there is no target \`${name}\``,
      fix: 'name a target of the template',
    };
    return { notes: [], flaw };
  }
  const known = catalogued(parts.action)?.targets;
  const meant = known?.find((one) => one.key === key);
  const expected = (meant ?? known?.[0])?.resourceType;
  const read = readTargets(target, step('/targets', name), step(parts.to, 'targets'), expected);
  if (read.flaw) return { notes: [], flaw: read.flaw };
  const wrongKey = known !== undefined && known.length > 0 && meant === undefined;
  const keyed: Note = wrongKey
    ? {
        what: 'changed',
        from,
        to: parts.to,
        message: `${parts.action} calls its target \`${known[0]?.key}\`, not \`${key}\`; FIS would refuse the template`,
      }
    : { what: 'carried', from, to: step(parts.to, 'targets'), message: `the target \`${name}\`` };
  return { fault: made(parts, read.value, name), notes: [keyed, ...read.notes] };
};

/** The fault of an action that has no target in FIS. */
export const faultOnUnknown = (parts: FaultParts): MadeFault => {
  const { value, note } = unknownTargets(step(parts.to, 'targets'));
  return { fault: made(parts, value), notes: [note] };
};

const made = (
  { name, action, parameters, startMs }: FaultParts,
  targets: RawMap,
  target?: string,
): ReadFault => ({
  value: {
    ...{ name, action, targets },
    ...(Object.keys(parameters).length > 0 && { parameters }),
    ...(startMs > 0 && { startAfter: isoDuration(startMs) }),
  },
  endMs: startMs + lastsMs(parameters),
  ...(target !== undefined && { target }),
});

/** How many ARNs a fault names. */
export const arnsOf = ({ value }: ReadFault): number => listOf(mapOf(value.targets).arns).length;
