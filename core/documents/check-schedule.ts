import { endOf, parseLocalDate, startOf } from './local-date.ts';
import { about, type Finding } from './problem.ts';
import { mapOf, textOf } from './raw.ts';
import { parseZone } from './zone.ts';

/** What is wrong between the fields of a schedule. */
export const checkSchedule = (document: unknown): readonly Finding[] => {
  const schedule = mapOf(mapOf(document).schedule);
  const [expression, start, end] = [schedule.expression, schedule.startDate, schedule.endDate].map(textOf);
  const dated = ['startDate', 'endDate'].filter((key) => schedule[key] !== undefined);
  if (expression?.startsWith('at(')) return dated.map(ignored);
  const zone = textOf(schedule.zone) || 'UTC';
  if (!start || !end || !parseZone(zone).ok || !parseLocalDate(start).ok || !parseLocalDate(end).ok)
    return [];
  if (startOf(zone, start) <= endOf(zone, end)) return [];
  const path = ['schedule', 'endDate'];
  return [
    {
      path,
      message: about(path, `the schedule ends (${end}) before it starts (${start})`),
      fix: 'write a later date',
    },
  ];
};

const ignored = (key: string): Finding => {
  const path = ['schedule', key];
  return {
    path,
    message: about(path, 'a schedule that comes once has no dates beside its own'),
    fix: 'remove it',
  };
};
