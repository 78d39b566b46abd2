import { join } from 'node:path';
import type { Definitions, IdempotencyKeys, Occurrences } from '../../core/fronts.ts';
import type { Experiments, GameDays, Leases, Levers, Runs } from '../../core/ports.ts';
import { openDatabase } from './database.ts';
import { definitionsOn } from './definitions.ts';
import { experimentsOn } from './experiments.ts';
import { gameDaysOn } from './game-days.ts';
import { idempotencyKeysOn } from './idempotency-keys.ts';
import { leasesOn } from './leases.ts';
import { leversOn } from './levers.ts';
import { occurrencesOn } from './occurrences.ts';
import { type Owners, ownersOn } from './owners.ts';
import { runsOn } from './runs.ts';
import { type LabSchedules, schedulesOn } from './schedules.ts';
import { schema } from './schema.ts';
import { ensureStateDir } from './state-dir.ts';

/** Everything that is remembered of runs, but for their journals. */
export type Store = {
  readonly experiments: Experiments;
  readonly runs: Runs;
  readonly gameDays: GameDays;
  readonly leases: Leases;
  readonly levers: Levers;
  readonly owners: Owners;
  readonly definitions: Definitions;
  readonly idempotencyKeys: IdempotencyKeys;
  readonly occurrences: Occurrences;
  /** By the clock of whoever asks: the lab's has a time of its own. */
  schedules(now: () => number): LabSchedules;
  /** Differs from its last answer when another process, or another store in this one, has written. */
  changeCounter(): number;
  close(): void;
};

/** The store in a directory, made where there is none; any number of processes may have it open. */
export const openStore = (stateDir: string): Store => {
  ensureStateDir(stateDir);
  const database = openDatabase(join(stateDir, 'firedrill.db'), schema);
  return {
    experiments: experimentsOn(database),
    runs: runsOn(database),
    gameDays: gameDaysOn(database),
    leases: leasesOn(database),
    levers: leversOn(database),
    owners: ownersOn(database),
    definitions: definitionsOn(database),
    idempotencyKeys: idempotencyKeysOn(database),
    occurrences: occurrencesOn(database),
    schedules: (now) => schedulesOn(database, now),
    changeCounter: database.changeCounter,
    close: database.close,
  };
};
