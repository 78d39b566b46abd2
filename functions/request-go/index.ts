import { gameDayUpdates } from '../../adapters/dynamodb/game-day-updates.ts';
import { gameDayReader } from '../../adapters/dynamodb/game-days.ts';
import { journalWriter } from '../../adapters/dynamodb/journal-append.ts';
import { succeedTasks } from '../../adapters/sfn/succeed.ts';
import { sfn } from '../_aws/clients/sfn.ts';
import { common } from '../_aws/common.ts';
import { table } from '../_aws/table.ts';
import { wire } from '../_lambda/wire.ts';
import { handler } from './handler.ts';

/** On AWS. */
export const main = handler(
  wire('request-go', {
    ...common,
    executions: succeedTasks(sfn),
    gameDays: { ...gameDayReader(table), ...gameDayUpdates(table) },
    journal: journalWriter(table),
  }),
);
