import { experimentReader, experimentWriter } from '../../adapters/dynamodb/experiments.ts';
import { faultReader } from '../../adapters/dynamodb/faults.ts';
import { gameDayUpdates } from '../../adapters/dynamodb/game-day-updates.ts';
import {
  gameDayCreation,
  gameDayReader,
  newestGameDays,
  openGameDays,
} from '../../adapters/dynamodb/game-days.ts';
import { journalReader } from '../../adapters/dynamodb/journal.ts';
import { journalWriter } from '../../adapters/dynamodb/journal-append.ts';
import { leaseList } from '../../adapters/dynamodb/leases.ts';
import { leverReader, leverWriter } from '../../adapters/dynamodb/levers.ts';
import { runCreation } from '../../adapters/dynamodb/run-creation.ts';
import { newestRuns, openRuns, watchingRuns } from '../../adapters/dynamodb/run-lists.ts';
import { runUpdates } from '../../adapters/dynamodb/run-updates.ts';
import { runReader } from '../../adapters/dynamodb/runs.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import type { Runs } from '../../core/ports.ts';
import type { Remembered } from '../session.ts';
import { notFromHere } from './not-from-here.ts';

/** What the table of a stack remembers. Runs and game days are begun and stopped from here, never closed. */
export const rememberedIn = (table: Table): Remembered => ({
  store: {
    experiments: { ...experimentReader(table), ...experimentWriter(table) },
    runs: runsIn(table),
    gameDays: {
      ...gameDayReader(table),
      ...gameDayCreation(table),
      ...gameDayUpdates(table),
      ...openGameDays(table),
      ...newestGameDays(table),
    },
    leases: {
      ...leaseList(table),
      acquire: notFromHere('take leases'),
      release: notFromHere('release leases'),
    },
    levers: { ...leverReader(table), ...leverWriter(table) },
  },
  journal: { ...journalReader(table), ...journalWriter(table) },
});

const runsIn = (table: Table): Runs => ({
  ...runReader(table),
  ...runCreation(table),
  ...runUpdates(table),
  ...openRuns(table),
  ...newestRuns(table),
  ...watchingRuns(table),
  ...faultReader(table),
  attempt: notFromHere('note an attempt to undo'),
  watch: notFromHere('watch alarms'),
  unwatch: notFromHere('watch alarms'),
  putFault: notFromHere('write undo records'),
  updateFault: notFromHere('write undo records'),
});
