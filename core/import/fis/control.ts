import { faultDuration } from '../../documents/fault-duration.ts';
import type { RawMap } from '../../documents/raw.ts';
import { mapOf } from '../../documents/raw.ts';
import { formatDuration } from '../../duration.ts';
import type { Note } from '../shared/imported.ts';

/** Waits; here each fault says itself when it starts. */
export const WAIT = 'aws:fis:wait';

/** Looks at alarms; here a probe does. */
export const ASSERT = 'aws:cloudwatch:assert-alarm-state';

/** What becomes of an action that only waits. `isAwaited`: another action starts when it ends. */
export const readWait = (action: RawMap, from: string, isAwaited: boolean): readonly Note[] => {
  const lasts = faultDuration(mapOf(action.parameters));
  const at = { what: 'changed' as const, from };
  if (!lasts.ok)
    return [
      {
        ...at,
        message: `the wait has no duration that can be read and counts as none: ${lasts.message}`,
        fix: lasts.fix,
      },
    ];
  const long = formatDuration(lasts.value);
  const message = isAwaited
    ? `the wait of ${long} is in the \`startAfter\` of what waits for it`
    : `nothing waits for this wait of ${long}, so it only kept FIS going; here the probes go on until it is healthy again`;
  return [{ ...at, message }];
};

/** What is said of an action that is no fault here. `startAfter` has been told of. */
export const leftOut = (flaw: Note, from: string): readonly Note[] => {
  const whole: Note = {
    what: 'refused',
    from,
    message: `left out: ${flaw.message}`,
    ...(flaw.fix && { fix: flaw.fix }),
  };
  if (flaw.from === from || flaw.from === undefined) return [whole];
  return [
    flaw,
    { what: 'refused', from, message: 'this action was left out, so the experiment is not the same' },
  ];
};
