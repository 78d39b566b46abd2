import { join } from 'node:path';
import { loadHolidays } from '../core/holidays.ts';
import type {
  Clock,
  Executions,
  Journal,
  JournalEntry,
  Notice,
  Places,
  Ports,
  Watchers,
} from '../core/ports.ts';
import { labAlarms, labMetrics } from '../lab/adapters/alarms.ts';
import { labDeadMan } from '../lab/adapters/dead-man.ts';
import { labFaults } from '../lab/adapters/faults.ts';
import { labHttp } from '../lab/adapters/http.ts';
import { labNotices, labReports, timeOrderedIds } from '../lab/adapters/outside.ts';
import type { LabClient } from '../lab/client.ts';
import { isAlive, type ProcessIdentity, processStartTime } from '../lab/process/process-identity.ts';
import { openJournal } from '../lab/store/journal.ts';
import { openStore, type Store } from '../lab/store/open-store.ts';
import { htmlOf } from '../report/html-of.ts';
import { labGuards } from './lab-guards.ts';

/** Who listens to what a process writes down and tells. */
export type Listeners = {
  entry?(id: string, entry: JournalEntry): void;
  notice?(notice: Notice): void;
};

/** What a process has of its own on disk. */
export type Desk = {
  readonly stateDir: string;
  readonly store: Store;
  readonly journal: Journal;
  readonly me: ProcessIdentity;
  close(): void;
};

/** Opens the store and the journals of a state directory. */
export const openDesk = (stateDir: string): Desk => {
  const store = openStore(stateDir);
  const journal = openJournal(stateDir);
  const me = { pid: process.pid, startTime: processStartTime(process.pid) ?? '' };
  const close = () => {
    journal.close();
    store.close();
  };
  return { stateDir: join(stateDir), store, journal, me, close };
};

/** Whether another process that is alive drives a run. */
export const drivenElsewhere = async ({ store, me }: Desk, runId: string): Promise<boolean> => {
  const owner = await store.owners.ownerOf(runId);
  return owner !== undefined && owner.pid !== me.pid && isAlive(owner);
};

/** A clock of whole milliseconds that sleeps, from one that wakes. */
export const sleeping = (clock: Pick<Clock, 'now' | 'at'>): Clock => ({
  now: () => Math.round(clock.now()),
  at: clock.at,
  sleep: (ms) => new Promise((resolve) => clock.at(clock.now() + ms, resolve)),
});

/** Core's ports on the lab. The composition root: the one place where the lab meets the functions. */
export const labPorts = (
  desk: Desk,
  lab: LabClient,
  executions: Executions,
  watchers: Watchers,
  listeners: Listeners = {},
): Ports => {
  const { store, journal, stateDir } = desk;
  const { experiments, runs, gameDays, leases, levers } = store;
  const clock = sleeping(lab.clock);
  const guards = labGuards(stateDir, clock);
  return {
    experiments,
    runs,
    gameDays,
    leases,
    levers,
    journal: told(journal, listeners),
    ...guards,
    holidays: loadHolidays,
    alarms: labAlarms(lab),
    metrics: labMetrics(lab),
    http: labHttp(lab),
    faults: [labFaults(lab)],
    places: endless,
    deadMan: labDeadMan(lab),
    executions,
    watchers,
    notices: labNotices(stateDir, (notice) => listeners.notice?.(notice)),
    reports: labReports(stateDir, htmlOf),
    clock,
    ids: timeOrderedIds,
    actor: `firedrill/${process.pid}`,
  };
};

// The keeper makes as many faults at once as it is asked to.
const endless: Places = { exceeded: async () => [], demands: async () => [] };

const told = (journal: Journal, { entry: hear }: Listeners): Journal => ({
  read: journal.read,
  append: async (id, entry, options) => {
    await journal.append(id, entry, options);
    hear?.(id, entry);
  },
});
