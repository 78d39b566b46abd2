import { definitionReader } from '../../adapters/dynamodb/definitions.ts';
import { gameDayCreation } from '../../adapters/dynamodb/game-days.ts';
import { journalWriter } from '../../adapters/dynamodb/journal-append.ts';
import { occurrenceReader } from '../../adapters/dynamodb/occurrences.ts';
import { runCreation } from '../../adapters/dynamodb/run-creation.ts';
import { scheduleReader } from '../../adapters/scheduler/schedule-reader.ts';
import { startExecutions } from '../../adapters/sfn/start.ts';
import { scheduler } from '../_aws/clients/scheduler.ts';
import { sfn } from '../_aws/clients/sfn.ts';
import { common } from '../_aws/common.ts';
import { machines } from '../_aws/machines.ts';
import { schedulesPlace } from '../_aws/schedules-place.ts';
import { table } from '../_aws/table.ts';
import { wire } from '../_lambda/wire.ts';
import { handler } from './handler.ts';

/** On AWS. */
export const main = handler({
  definitions: definitionReader(table),
  schedules: scheduleReader(scheduler, schedulesPlace.group),
  occurrences: occurrenceReader(table),
})(
  wire('start-requested', {
    ...common,
    executions: startExecutions(sfn, machines),
    gameDays: gameDayCreation(table),
    journal: journalWriter(table),
    runs: runCreation(table),
  }),
);
