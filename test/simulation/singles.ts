import { classesOf } from './disturbances/calls.ts';
import { events, lasting } from './disturbances/events.ts';
import { taskErrors } from './disturbances/tasks.ts';
import { timeouts, wholeRun } from './disturbances/whole-run.ts';
import type { Disturbance } from './schedule.ts';

/** Everything that can go wrong at one place of a trace; a place is a call or a visit of a task. */
const whatCanGoWrongAt = (place: string, isThorough: boolean): readonly string[] => {
  if (place.startsWith('task:')) return taskErrors.flatMap((error) => [`${error}/before`, `${error}/after`]);
  const happens = Object.keys(events).filter((event) => isThorough || !lasting.has(event) || isFirst(place));
  return [...classesOf(callAt(place)), ...happens];
};

// What lasts makes for a long run; where exactly it begins matters less.
const isFirst = (place: string): boolean =>
  place.endsWith('#1') && /\/(runs\.get|runs\.update|faults\.)/.test(place);

/** `runs.update` of `inject-faults/runs.update#2`. */
export const callAt = (place: string): string => place.slice(place.indexOf('/') + 1, place.lastIndexOf('#'));

/** Every single thing that can go wrong with a run that leaves this trace. */
export const singlesOf = (trace: readonly string[], isThorough = true): readonly Disturbance[] => [
  ...[...Object.keys(wholeRun), ...timeouts].map((what) => ({ at: '*', what })),
  ...trace.flatMap((at) => whatCanGoWrongAt(at, isThorough).map((what) => ({ at, what }))),
];
