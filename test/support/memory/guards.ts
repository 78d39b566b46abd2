import { NotFound, ServiceUnavailable } from '../../../core/errors.ts';
import type { Calendars, Holidays, Incidents } from '../../../core/ports.ts';

type Answer = boolean | 'unreadable';

const answerOf = (answers: ReadonlyMap<string, Answer>, name: string) => {
  const answer = answers.get(name);
  if (answer === undefined) throw new NotFound(`There is no ${name}`);
  if (answer === 'unreadable') throw new ServiceUnavailable(`${name} cannot be read`);
  return answer;
};

/** Calendars that are open, closed or unreadable, as told. */
export const memoryCalendars = (
  open: Readonly<Record<string, Answer>> = {},
): Calendars & { set(name: string, open: Answer): void } => {
  const answers = new Map(Object.entries(open));
  return {
    isOpen: async (name) => answerOf(answers, name),
    set: (name, answer) => void answers.set(name, answer),
  };
};

/** Sources of incidents with or without an open one, or unreadable, as told. */
export const memoryIncidents = (
  hasOpen: Readonly<Record<string, Answer>> = {},
): Incidents & { set(name: string, hasOpen: Answer): void } => {
  const answers = new Map(Object.entries(hasOpen));
  return {
    hasOpen: async (name) => answerOf(answers, name),
    set: (name, answer) => void answers.set(name, answer),
  };
};

/** Holidays by region and date: `{ 'DE-BY': { '2026-12-25': 'Christmas Day' } }`. */
export const memoryHolidays = (
  regions: Readonly<Record<string, Readonly<Record<string, string>>>> = {},
): Holidays => ({ on: (region, localDate) => regions[region]?.[localDate] });
