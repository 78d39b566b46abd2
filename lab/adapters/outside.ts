import { appendFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ulid } from 'ulid';
import { NotFound } from '../../core/errors.ts';
import type { Calendars, Ids, Incidents, Notice, Notices, Reports } from '../../core/ports.ts';

/** The lab has no change calendars: an experiment that names one is refused, as it would be with an unreadable one. */
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

/** Identifiers that sort by time. */
export const timeOrderedIds: Ids = {
  runId: () => `run-${ulid().toLowerCase()}`,
  gameDayId: () => `day-${ulid().toLowerCase()}`,
};

/** Notices go to a file, and to whoever listens in this process. */
export const labNotices = (stateDir: string, hear: (notice: Notice) => void): Notices => ({
  tell: async (notice) => {
    appendFileSync(join(stateDir, 'notices.jsonl'), `${JSON.stringify(notice)}\n`);
    hear(notice);
  },
});

/** Results as JSON files, each written whole or not at all. */
export const labReports = (stateDir: string): Reports => ({
  save: async (id, result) => {
    const directory = join(stateDir, 'results');
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const file = join(directory, `${id}.json`);
    writeFileSync(`${file}.part`, `${JSON.stringify(result, null, 2)}\n`);
    renameSync(`${file}.part`, file);
    return file;
  },
});
