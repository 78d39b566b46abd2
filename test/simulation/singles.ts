import { classesOf, representativesOf } from './disturbances/calls.ts';
import { events, lasting } from './disturbances/events.ts';
import { taskErrors } from './disturbances/tasks.ts';
import { timeouts, wholeRun } from './disturbances/whole-run.ts';
import type { Disturbance } from './schedule.ts';

/**
 * How much is tried at each place: everything; what lasts only where a function begins; or of what a caller cannot tell
 * apart one of each, what happens in the world only where a function begins, and nothing that lasts.
 */
export type Breadth = 'everything' | 'lasting-once' | 'one-of-each';

/** Everything that can go wrong at one place of a trace; a place is a call or a visit of a task. */
const whatCanGoWrongAt = (place: string, breadth: Breadth, isApproved: boolean): readonly string[] => {
  if (place.startsWith('task:')) return taskErrors.flatMap((error) => [`${error}/before`, `${error}/after`]);
  const isTried = (event: string) => {
    if (event === 'approval-lost' && !isApproved) return false;
    if (breadth === 'everything') return true;
    return breadth === 'lasting-once'
      ? !lasting.has(event) || isFirst(place)
      : !lasting.has(event) && isFirst(place);
  };
  const classes = breadth === 'one-of-each' ? representativesOf : classesOf;
  return [...classes(callAt(place)), ...Object.keys(events).filter(isTried)];
};

// What lasts makes for a long run; where exactly it begins matters less.
const isFirst = (place: string): boolean =>
  place.endsWith('#1') && /\/(runs\.get|runs\.update|faults\.)/.test(place);

const isApproved = (trace: readonly string[]) => trace.some((place) => place.startsWith('request-approval/'));

/** `runs.update` of `inject-faults/runs.update#2`. */
export const callAt = (place: string): string => place.slice(place.indexOf('/') + 1, place.lastIndexOf('#'));

/** Every single thing that can go wrong with a run that leaves this trace. */
export const singlesOf = (
  trace: readonly string[],
  breadth: Breadth = 'everything',
): readonly Disturbance[] => [
  ...[...Object.keys(wholeRun), ...timeouts].map((what) => ({ at: '*', what })),
  ...trace.flatMap((at) => whatCanGoWrongAt(at, breadth, isApproved(trace)).map((what) => ({ at, what }))),
];
