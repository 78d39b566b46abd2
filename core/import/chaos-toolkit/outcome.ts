import { mapOf, type RawMap } from '../../documents/raw.ts';
import { formatDuration } from '../../duration.ts';
import type { ImportOptions } from '../shared/imported.ts';
import type { Activity } from './activity.ts';
import { type Call, callOf } from './calls.ts';
import type { Draft, Refusal } from './draft.ts';
import { faultsFlaw } from './fits.ts';
import type { Found } from './found.ts';
import { probeOf } from './hypothesis.ts';
import type { Timed } from './timeline.ts';
import type { Variables } from './variables.ts';
import type { Where } from './where.ts';

/** What a method is read with. */
export type Reading = {
  readonly variables: Variables;
  readonly where: Where;
  readonly options: ImportOptions;
};

/** What an activity of the method comes to: faults, and which activity it was; or why there are none. */
export type Outcome =
  | { readonly id: string; readonly drafts: readonly Draft[] }
  | (Refusal & { readonly what: string });

/** Reads one activity of the method. */
export const outcomeOf = ({ found, startMs }: Timed, endMs: number, reading: Reading): Outcome => {
  const { node, at } = found;
  if (node.type === 'probe') return { what: 'probe', ...probeRefusal(found, reading) };
  const refusal = formRefusal(node);
  if (refusal !== undefined) return refusal;
  const call = callOf(mapOf(node.provider), [...at, 'provider'], reading.variables);
  if ('why' in call) return { what: 'action', ...call };
  const made = faultsOf(call, reading, startMs, endMs);
  return 'why' in made ? { what: 'action', ...made } : { id: call.activity.id, drafts: made };
};

const probeRefusal = (found: Found, { variables, where }: Reading): Refusal => {
  if (found.at[0] === 'steady-state-hypothesis')
    return { why: 'it is read all the time anyway, as it belongs to the steady state' };
  const probe = probeOf(found, variables, where);
  const writes = 'it only writes down what it sees';
  if ('part' in probe)
    return {
      why: `${writes}, and judges nothing`,
      instead: 'add it to `steadyState.probes`, if it says what healthy means',
    };
  return { ...probe, why: `${writes}, and cannot be read here: ${probe.why}` };
};

const formRefusal = (node: RawMap): Outcome | undefined => {
  if (Object.keys(node).length === 0) return { what: 'activity', why: 'it is empty' };
  if (node.ref !== undefined && node.provider === undefined)
    return { what: 'activity', why: `it refers to \`${String(node.ref)}\`, which is nowhere` };
  if (node.provider === undefined && (node.action !== undefined || node.probes !== undefined))
    return {
      what: 'activity',
      why: 'it is written as Chaos Toolkit had it before 1.0',
      instead: 'write each action as an activity with a `provider`',
    };
  if (mapOf(node.provider).type !== 'http') return undefined;
  return {
    what: 'action',
    why: 'it sends a request that changes something, and Firedrill could not undo it',
    instead: 'use a fault that Firedrill knows, or `ssm/flag` and `middy/chaos` in your own application',
  };
};

const faultsOf = (
  { activity, args, at, notes }: Call,
  { where, options }: Reading,
  startMs: number,
  endMs: number,
): readonly Draft[] | Refusal => {
  const { becomes, id } = activity;
  const refusal = idRefusal(activity, options);
  if (becomes.as !== 'fault' || refusal !== undefined) return refusal ?? { why: `\`${id}\` breaks nothing` };
  if (startMs > LONGEST_MS) return { why: 'it begins more than eleven hours after the method' };
  const drafts = becomes.make({ args, at, where, ...lastsOf(startMs, endMs) });
  if ('why' in drafts) return { ...drafts, why: `\`${id}\`: ${drafts.why}` };
  const [first, ...rest] = drafts;
  if (first === undefined) return { why: `\`${id}\` names nothing that it could break` };
  const flaw = faultsFlaw(drafts.map(({ part }, index) => ({ name: `any-${index}`, ...part })));
  return flaw ?? [{ part: first.part, notes: [...notes, ...first.notes] }, ...rest];
};

const idRefusal = ({ becomes, id }: Activity, { allow }: ImportOptions): Refusal | undefined => {
  if (becomes.as === 'nothing')
    return {
      why: `\`${id}\`: ${becomes.why}`,
      ...(becomes.instead !== undefined && { instead: becomes.instead }),
    };
  if (becomes.as === 'undo')
    return { why: `\`${id}\` takes a fault back, which Firedrill does by itself once the last one is over` };
  if (becomes.as === 'probe') return { why: `\`${id}\` is a probe, and breaks nothing` };
  const named = [id, `chaosaws.${id}`, id.split('.').at(-1)];
  if (becomes.destroys === undefined || allow.some((name) => named.includes(name))) return undefined;
  return {
    why: `\`${id}\`: ${becomes.destroys}`,
    instead: `name it if you want it all the same: --allow chaosaws.${id}`,
  };
};

const MINUTE = 60_000;
const DEFAULT_MS = 5 * MINUTE;
const LONGEST_MS = 11 * 60 * MINUTE;

const lastsOf = (startMs: number, endMs: number) => {
  const restMs = Math.min(endMs, LONGEST_MS) - startMs;
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
