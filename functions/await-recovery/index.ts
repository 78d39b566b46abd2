import { alarmHistory } from '../../adapters/cloudwatch/alarm-history.ts';
import { metricReadings } from '../../adapters/cloudwatch/metric-readings.ts';
import { experimentReader } from '../../adapters/dynamodb/experiments.ts';
import { faultUpdates } from '../../adapters/dynamodb/fault-updates.ts';
import { faultReader } from '../../adapters/dynamodb/faults.ts';
import { journalReader } from '../../adapters/dynamodb/journal.ts';
import { journalWriter } from '../../adapters/dynamodb/journal-append.ts';
import { runUpdates } from '../../adapters/dynamodb/run-updates.ts';
import { succeedTasks } from '../../adapters/sfn/succeed.ts';
import { cloudwatch } from '../_aws/clients/cloudwatch.ts';
import { sfn } from '../_aws/clients/sfn.ts';
import { common } from '../_aws/common.ts';
import { verifying } from '../_aws/faults/verifying.ts';
import { table } from '../_aws/table.ts';
import { wire } from '../_lambda/wire.ts';
import { handler } from './handler.ts';

/** On AWS. */
export const main = handler(
  wire('await-recovery', {
    ...common,
    alarms: alarmHistory(cloudwatch),
    executions: succeedTasks(sfn),
    experiments: experimentReader(table),
    journal: { ...journalWriter(table), ...journalReader(table) },
    metrics: metricReadings(cloudwatch),
    runs: { ...faultReader(table), ...runUpdates(table), ...faultUpdates(table) },
    faults: verifying,
  }),
);
