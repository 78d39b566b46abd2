import { appendFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ulid } from 'ulid';
import { NotFound } from '../../core/errors.ts';
import type { Calendars, Deployments, Ids, Incidents, Notice, Notices, Reports } from '../../core/ports.ts';

/** The lab has no change calendars of its own: an experiment that names one is refused, as it would be with an unreadable one. */
export const labCalendars: Calendars = {
  isOpen: async (name) => {
    throw new NotFound(`the lab has no calendar ${name}`);
  },
};

/** The lab has no incident tracker either. */
export const labIncidents: Incidents = {
  hasOpen: async (name) => {
    throw new NotFound(`the lab has no incident source ${name}`);
  },
};

/** Nothing is deployed by pipelines or stacks in the lab. */
export const labDeployments: Deployments = {
  inProgress: async (name) => {
    throw new NotFound(`the lab has no ${name}`);
  },
};

/** Identifiers that sort by time. */
export const timeOrderedIds: Ids = {
  runId: () => `run-${ulid().toLowerCase()}`,
  gameDayId: () => `day-${ulid().toLowerCase()}`,
  attemptId: () => ulid().toLowerCase(),
};

/** Notices go to a file, and to whoever listens in this process. */
export const labNotices = (stateDir: string, hear: (notice: Notice) => void): Notices => ({
  tell: async (notice) => {
    appendFileSync(join(stateDir, 'notices.jsonl'), `${JSON.stringify(notice)}\n`);
    hear(notice);
  },
});

/** Draws a result as a page. */
export type Draw = (result: Parameters<Reports['save']>[1]) => Promise<string>;

/** Results as JSON files with a page beside them, each written whole or not at all. Gives the page's path. */
export const labReports = (stateDir: string, draw: Draw): Reports => ({
  save: async (id, result) => {
    const directory = join(stateDir, 'results');
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    writeWhole(join(directory, `${id}.json`), `${JSON.stringify(result)}\n`);
    const page = join(directory, `${id}.html`);
    writeWhole(page, await draw(result));
    return page;
  },
});

const writeWhole = (file: string, text: string): void => {
  writeFileSync(`${file}.part`, text);
  renameSync(`${file}.part`, file);
};
