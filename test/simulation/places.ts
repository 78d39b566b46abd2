import { classesOf } from './disturbances/calls.ts';
import { events } from './disturbances/events.ts';
import type { Disturbance, Schedule } from './schedule.ts';
import { callAt } from './singles.ts';

/** The places that a run comes by, and what goes wrong there. */
export const openPlaces = (schedule: Pick<Schedule, 'disturbances' | 'surprises'>) => {
  const trace: string[] = [];
  const fired: Disturbance[] = [];
  const counts = new Map<string, number>();
  const planned = new Map(schedule.disturbances.map(({ at, what }) => [at, what]));
  const surpriseAt = surprisesOf(schedule);

  return {
    trace,
    fired,
    /** Names the place where something happens for the n-th time. */
    visit: (what: string): string => {
      const count = (counts.get(what) ?? 0) + 1;
      counts.set(what, count);
      const place = `${what}#${count}`;
      trace.push(place);
      return place;
    },
    /** What goes wrong at a call, if something does: it does so once. */
    takeDue: (place: string): string | undefined => {
      const what = planned.get(place) ?? surpriseAt(place);
      if (what === undefined) return undefined;
      planned.delete(place);
      fired.push({ at: place, what });
      return what;
    },
  };
};

const surprisesOf = ({ surprises }: Pick<Schedule, 'surprises'>) => {
  const left = [...(surprises ?? [])];
  let calls = 0;
  return (place: string): string | undefined => {
    calls += 1;
    const next = left[0];
    if (next === undefined || calls < next.afterCalls) return undefined;
    left.shift();
    const all = [...classesOf(callAt(place)), ...Object.keys(events)];
    return all[Math.floor(next.which * all.length)];
  };
};
