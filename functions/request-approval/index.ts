import { journalWriter } from '../../adapters/dynamodb/journal-append.ts';
import { runUpdates } from '../../adapters/dynamodb/run-updates.ts';
import { failTasks } from '../../adapters/sfn/fail.ts';
import { sfn } from '../_aws/clients/sfn.ts';
import { common } from '../_aws/common.ts';
import { table } from '../_aws/table.ts';
import { wire } from '../_lambda/wire.ts';
import { handler } from './handler.ts';

/** On AWS. */
export const main = handler(
  wire('request-approval', {
    ...common,
    executions: failTasks(sfn),
    journal: journalWriter(table),
    runs: runUpdates(table),
  }),
);
