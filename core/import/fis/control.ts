import { faultDuration } from '../../documents/fault-duration.ts';
import type { RawMap } from '../../documents/raw.ts';
import { mapOf } from '../../documents/raw.ts';
import { formatDuration } from '../../duration.ts';
import type { Note } from '../shared/imported.ts';
import { step } from './pointer.ts';

/** Waits; here each fault says itself when it starts. */
export const WAIT = 'aws:fis:wait';

/** Looks at alarms; here a probe does. */
export const ASSERT = 'aws:cloudwatch:assert-alarm-state';

/** What becomes of an action that only waits. */
export const readWait = (action: RawMap, from: string): readonly Note[] => {
  const lasts = faultDuration(mapOf(action.parameters));
  const message = lasts.ok
    ? `the wait of ${formatDuration(lasts.value)} is in the \`startAfter\` of what waits for it`
    : `the wait has no duration that can be read (${lasts.message}), and counts as none`;
  const parts = ['actionId', 'parameters', 'description', 'targets'].filter(
    (key) => action[key] !== undefined,
  );
  return parts.map((key) => ({
    ...{ what: 'changed', from: step(from, key), message },
    ...(!lasts.ok && { fix: lasts.fix }),
  }));
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
