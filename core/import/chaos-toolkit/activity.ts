import type { Path } from '../../documents/problem.ts';
import type { RawMap } from '../../documents/raw.ts';
import type { Draft, Refusal } from './draft.ts';
import type { Where } from './where.ts';

/** A call of a known activity, its variables filled in. */
export type Asked = {
  readonly args: RawMap;
  /** Where its arguments stand in the source. */
  readonly at: Path;
  readonly where: Where;
};

/** An action that is to become a fault, and for how long it would have lasted. */
export type AskedFault = Asked & { readonly lastsMs: number; readonly lastsWhy: string };

/** A probe that is to become one of ours; `toleranceAt` is where its tolerance stands. */
export type AskedProbe = Asked & { readonly tolerance: unknown; readonly toleranceAt: Path };

/** Turns a call into faults without name and time: several where one call breaks several things. */
export type FaultMaker = (asked: AskedFault) => readonly Draft[] | Refusal;

/** Turns a call into a probe without name. */
export type ProbeMaker = (asked: AskedProbe) => Draft | Refusal;

/** What an activity of Chaos Toolkit's AWS extension is here. */
export type Becomes =
  | { readonly as: 'fault'; readonly make: FaultMaker; readonly destroys?: string }
  | { readonly as: 'probe'; readonly make: ProbeMaker }
  /** It takes a fault back, which Firedrill does by itself. */
  | { readonly as: 'undo' }
  | ({ readonly as: 'nothing' } & Refusal);

/** One activity of Chaos Toolkit's AWS extension, without `chaosaws.` before its id. */
export type Activity = {
  readonly id: string;
  readonly parameters: readonly { readonly name: string; readonly required: boolean }[];
  readonly becomes: Becomes;
};

/** An activity; its parameters as `name! other`, where `!` marks one that has no default. */
export const activity = (id: string, parameters: string, becomes: Becomes): Activity => ({
  id,
  parameters: parameters
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => ({ name: word.replace('!', ''), required: word.endsWith('!') })),
  becomes,
});

/** It becomes a fault. */
export const fault = (make: FaultMaker): Becomes => ({ as: 'fault', make });

/** It becomes a fault, but only for someone who names it: what it does cannot be taken back. */
export const destroying = (destroys: string, make: FaultMaker): Becomes => ({ as: 'fault', make, destroys });

/** It becomes a probe. */
export const probe = (make: ProbeMaker): Becomes => ({ as: 'probe', make });

/** It takes back what another one did. */
export const undo: Becomes = { as: 'undo' };

/** It has no counterpart. */
export const nothing = (why: string, instead?: string): Becomes => ({
  ...{ as: 'nothing', why },
  ...(instead !== undefined && { instead }),
});
