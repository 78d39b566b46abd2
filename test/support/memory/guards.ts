import { NotFound, ServiceUnavailable } from '../../../core/errors.ts';
import type {
  Acknowledgement,
  Acknowledgements,
  Calendars,
  Deployments,
  Holidays,
  Incidents,
} from '../../../core/ports.ts';

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

/** Pipelines and stacks that deploy or not, or cannot be read, as told. */
export const memoryDeployments = (
  busy: Readonly<Record<string, Answer>> = {},
): Deployments & { set(name: string, busy: Answer): void } => {
  const answers = new Map(Object.entries(busy));
  return {
    inProgress: async (name) => (answerOf(answers, name) ? `${name} is deploying` : undefined),
    set: (name, answer) => void answers.set(name, answer),
  };
};

/** Where people are paged; they acknowledge when told, and a source that nobody has named cannot be read. */
export const memoryAcknowledgements = (
  ...sources: readonly string[]
): Acknowledgements & { acknowledge(source: string, acknowledgement: Acknowledgement): void } => {
  const all = new Map<string, Acknowledgement[]>(sources.map((source) => [source, []]));
  return {
    first: async (source, sinceMs) => {
      const known = all.get(source);
      if (known === undefined) throw new NotFound(`There is no ${source}`);
      return known.find(({ atMs }) => atMs >= sinceMs);
    },
    acknowledge: (source, acknowledgement) => void all.get(source)?.push(acknowledgement),
  };
};

/** Holidays by region and date: `{ 'DE-BY': { '2026-12-25': 'Christmas Day' } }`. */
export const memoryHolidays = (
  regions: Readonly<Record<string, Readonly<Record<string, string>>>> = {},
): Holidays => ({ on: (region, localDate) => regions[region]?.[localDate] });
