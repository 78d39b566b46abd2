import { experimentReader, experimentWriter } from '../../../adapters/dynamodb/experiments.ts';
import { faultUpdates } from '../../../adapters/dynamodb/fault-updates.ts';
import { faultArming, faultReader } from '../../../adapters/dynamodb/faults.ts';
import { closingGameDayUpdates } from '../../../adapters/dynamodb/game-day-updates.ts';
import {
  gameDayCreation,
  gameDayReader,
  newestGameDays,
  openGameDays,
} from '../../../adapters/dynamodb/game-days.ts';
import { journalReader } from '../../../adapters/dynamodb/journal.ts';
import { journalWriter } from '../../../adapters/dynamodb/journal-append.ts';
import { leaseList, leaseRelease, leaseTaking } from '../../../adapters/dynamodb/leases.ts';
import { leverReader, leverWriter } from '../../../adapters/dynamodb/levers.ts';
import { runAttempts } from '../../../adapters/dynamodb/run-attempts.ts';
import { runCreation } from '../../../adapters/dynamodb/run-creation.ts';
import { newestRuns, openRuns, watchingRuns } from '../../../adapters/dynamodb/run-lists.ts';
import { closingRunUpdates } from '../../../adapters/dynamodb/run-updates.ts';
import { runReader } from '../../../adapters/dynamodb/runs.ts';
import { slackMessageReader, slackMessageWriter } from '../../../adapters/dynamodb/slack-messages.ts';
import type { Table } from '../../../adapters/dynamodb/table.ts';
import { watchRemoval, watchWriting } from '../../../adapters/dynamodb/watches.ts';
import type { Experiments, GameDays, Journal, Leases, Levers, Runs } from '../../../core/ports.ts';
import type { SlackMessages } from '../../../core/slack/slack.ts';

/** Everything that is asked of runs, as no function has it. */
export const wholeRuns = (table: Table): Runs => ({
  ...runReader(table),
  ...runCreation(table),
  ...closingRunUpdates(table),
  ...runAttempts(table),
  ...openRuns(table),
  ...newestRuns(table),
  ...watchingRuns(table),
  ...watchWriting(table),
  ...watchRemoval(table),
  ...faultReader(table),
  ...faultArming(table),
  ...faultUpdates(table),
});

/** Game days. */
export const wholeGameDays = (table: Table): GameDays => ({
  ...gameDayReader(table),
  ...gameDayCreation(table),
  ...closingGameDayUpdates(table),
  ...openGameDays(table),
  ...newestGameDays(table),
});

/** Experiments. */
export const wholeExperiments = (table: Table): Experiments => ({
  ...experimentReader(table),
  ...experimentWriter(table),
});

/** Journals. */
export const wholeJournal = (table: Table): Journal => ({ ...journalReader(table), ...journalWriter(table) });

/** Leases. */
export const wholeLeases = (table: Table): Leases => ({
  ...leaseTaking(table),
  ...leaseRelease(table),
  ...leaseList(table),
});

/** Levers. */
export const wholeLevers = (table: Table): Levers => ({ ...leverReader(table), ...leverWriter(table) });

/** Where Slack's messages are. */
export const wholeSlackMessages = (table: Table): SlackMessages => ({
  ...slackMessageReader(table),
  ...slackMessageWriter(table),
});
