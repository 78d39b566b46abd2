import { experimentReader } from '../../adapters/dynamodb/experiments.ts';
import { gameDayUpdates } from '../../adapters/dynamodb/game-day-updates.ts';
import { gameDayReader } from '../../adapters/dynamodb/game-days.ts';
import { journalWriter } from '../../adapters/dynamodb/journal-append.ts';
import { runCreation } from '../../adapters/dynamodb/run-creation.ts';
import { runUpdates } from '../../adapters/dynamodb/run-updates.ts';
import { runReader } from '../../adapters/dynamodb/runs.ts';
import { startExecutions } from '../../adapters/sfn/start.ts';
import { succeedTasks } from '../../adapters/sfn/succeed.ts';
import { sfn } from '../_aws/clients/sfn.ts';
import { common } from '../_aws/common.ts';
import { machines } from '../_aws/machines.ts';
import { table } from '../_aws/table.ts';
import { wire } from '../_lambda/wire.ts';
import { handler } from './handler.ts';

/** On AWS. */
export const main = handler(
  wire('start-run', {
    ...common,
    executions: { ...startExecutions(sfn, machines), ...succeedTasks(sfn) },
    experiments: experimentReader(table),
    gameDays: { ...gameDayReader(table), ...gameDayUpdates(table) },
    journal: journalWriter(table),
    runs: { ...runCreation(table), ...runReader(table), ...runUpdates(table) },
  }),
);
