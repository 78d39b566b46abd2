import { alarmHistory } from '../../adapters/cloudwatch/alarm-history.ts';
import { alarmStates } from '../../adapters/cloudwatch/alarm-states.ts';
import { metricReadings } from '../../adapters/cloudwatch/metric-readings.ts';
import { putTemporaryAlarms } from '../../adapters/cloudwatch/put-temporary-alarms.ts';
import { temporaryAlarms } from '../../adapters/cloudwatch/temporary-alarms.ts';
import { experimentReader } from '../../adapters/dynamodb/experiments.ts';
import { journalReader } from '../../adapters/dynamodb/journal.ts';
import { journalWriter } from '../../adapters/dynamodb/journal-append.ts';
import { runUpdates } from '../../adapters/dynamodb/run-updates.ts';
import { runReader } from '../../adapters/dynamodb/runs.ts';
import { watchWriting } from '../../adapters/dynamodb/watches.ts';
import { failTasks } from '../../adapters/sfn/fail.ts';
import { succeedTasks } from '../../adapters/sfn/succeed.ts';
import { cloudwatch } from '../_aws/clients/cloudwatch.ts';
import { sfn } from '../_aws/clients/sfn.ts';
import { common } from '../_aws/common.ts';
import { table } from '../_aws/table.ts';
import { watchers } from '../_aws/watchers.ts';
import { wire } from '../_lambda/wire.ts';
import { handler } from './handler.ts';

/** On AWS. */
export const main = handler(
  wire('check-steady-state', {
    ...common,
    alarms: {
      ...alarmHistory(cloudwatch),
      ...alarmStates(cloudwatch),
      ...putTemporaryAlarms(cloudwatch),
      ...temporaryAlarms(cloudwatch),
    },
    executions: { ...failTasks(sfn), ...succeedTasks(sfn) },
    experiments: experimentReader(table),
    journal: { ...journalWriter(table), ...journalReader(table) },
    metrics: metricReadings(cloudwatch),
    runs: { ...runReader(table), ...runUpdates(table), ...watchWriting(table) },
    watchers,
  }),
);
