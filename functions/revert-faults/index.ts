import { faultUpdates } from '../../adapters/dynamodb/fault-updates.ts';
import { faultReader } from '../../adapters/dynamodb/faults.ts';
import { journalWriter } from '../../adapters/dynamodb/journal-append.ts';
import { runAttempts } from '../../adapters/dynamodb/run-attempts.ts';
import { runUpdates } from '../../adapters/dynamodb/run-updates.ts';
import { runReader } from '../../adapters/dynamodb/runs.ts';
import { common } from '../_aws/common.ts';
import { undoing } from '../_aws/faults/undoing.ts';
import { table } from '../_aws/table.ts';
import { wire } from '../_lambda/wire.ts';
import { handler } from './handler.ts';

/** On AWS. */
export const main = handler(
  wire('revert-faults', {
    ...common,
    journal: journalWriter(table),
    runs: {
      ...runAttempts(table),
      ...faultReader(table),
      ...runReader(table),
      ...runUpdates(table),
      ...faultUpdates(table),
    },
    faults: undoing,
  }),
);
