import type { RawMap } from '../../documents/raw.ts';
import { isoDuration } from '../../duration.ts';
import type { Note } from './imported.ts';
import { fillIn } from './placeholder.ts';

/** A part of our document that the source does not have, with the note that says so. */
export type Derived<Value> = { readonly value: Value; readonly note: Note };

const derived = <Value>(value: Value, to: string, message: string, fix: string): Derived<Value> => ({
  value,
  note: { what: 'derived', to, message, fix },
});

/** Who answers for it: to be filled in. */
export const deriveOwner = (): Derived<string> =>
  derived(fillIn('owner'), '/owner', 'nobody is named who answers for it', 'write a team or a person');

/** Why it is worth the risk: to be filled in. */
export const derivePurpose = (): Derived<string> =>
  derived(
    fillIn('why is it worth the risk?'),
    '/purpose',
    'no reason is given why this is worth the risk',
    'write one sentence',
  );

/** The probe without which nothing would notice, and nothing would stop: to be filled in. */
export const deriveStopAlarm = (index = 0): Derived<RawMap> =>
  derived(
    { name: 'stop-alarm', type: 'alarm', alarm: fillIn('an alarm that fires when users suffer') },
    `/steadyState/probes/${index}`,
    'nothing says what healthy means, so nothing could stop the run or judge it',
    'name a CloudWatch alarm that fires when users suffer, or measure what they see with an http or metric probe',
  );

/** How long every probe must be good, before and after. */
export const deriveHoldFor = (): Derived<string> =>
  derived(
    'PT1M',
    '/steadyState/holdFor',
    'how long it must be healthy before and after is not said',
    'keep one minute, or choose',
  );

/** How soon it must be healthy again. */
export const deriveRecovery = (): Derived<RawMap> =>
  derived(
    { within: 'PT5M' },
    '/recovery',
    'how soon it must be healthy again is not said',
    'write what you promise; later, and the hypothesis has failed',
  );

/** What nobody may exceed, as tight as the faults allow. `lastsMs`: when the last fault ends. */
export const deriveLimits = (lastsMs: number, maxTargets: number, maxPercent: number): Derived<RawMap> =>
  derived(
    { maxDuration: isoDuration(longest(lastsMs)), maxTargets, maxPercent },
    '/limits',
    'no limits are given; these are the tightest that the faults seem to allow',
    'compare them with `firedrill plan`; only resources with the tag firedrill:consent=allowed are ever touched',
  );

const MINUTE = 60_000;
const TWELVE_HOURS = 12 * 60 * MINUTE;

// Room for a fault to begin late, in whole minutes.
const longest = (lastsMs: number): number =>
  Math.max(lastsMs, Math.min(Math.ceil(lastsMs / MINUTE) * MINUTE + 5 * MINUTE, TWELVE_HOURS));
