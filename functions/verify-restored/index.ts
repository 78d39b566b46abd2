import { experimentReader } from '../../adapters/dynamodb/experiments.ts';
import { faultUpdates } from '../../adapters/dynamodb/fault-updates.ts';
import { faultReader } from '../../adapters/dynamodb/faults.ts';
import { journalWriter } from '../../adapters/dynamodb/journal-append.ts';
import { runUpdates } from '../../adapters/dynamodb/run-updates.ts';
import { runReader } from '../../adapters/dynamodb/runs.ts';
import { common } from '../_aws/common.ts';
import { verifyingRest } from '../_aws/faults/verifying-rest.ts';
import { table } from '../_aws/table.ts';
import { wire } from '../_lambda/wire.ts';
import { handler } from './handler.ts';

/** On AWS. */
export const main = handler(
  wire('verify-restored', {
    ...common,
    experiments: experimentReader(table),
    journal: journalWriter(table),
    runs: { ...faultReader(table), ...runReader(table), ...runUpdates(table), ...faultUpdates(table) },
    faults: verifyingRest,
  }),
);
