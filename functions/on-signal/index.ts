import { alarmHistory } from '../../adapters/cloudwatch/alarm-history.ts';
import { alarmStates } from '../../adapters/cloudwatch/alarm-states.ts';
import { metricReadings } from '../../adapters/cloudwatch/metric-readings.ts';
import { temporaryAlarms } from '../../adapters/cloudwatch/temporary-alarms.ts';
import { experimentReader } from '../../adapters/dynamodb/experiments.ts';
import { faultUpdates } from '../../adapters/dynamodb/fault-updates.ts';
import { faultReader } from '../../adapters/dynamodb/faults.ts';
import { journalReader } from '../../adapters/dynamodb/journal.ts';
import { journalWriter } from '../../adapters/dynamodb/journal-append.ts';
import { openRuns, watchingRuns } from '../../adapters/dynamodb/run-lists.ts';
import { runUpdates } from '../../adapters/dynamodb/run-updates.ts';
import { runReader } from '../../adapters/dynamodb/runs.ts';
import { failTasks } from '../../adapters/sfn/fail.ts';
import { succeedTasks } from '../../adapters/sfn/succeed.ts';
import { cloudwatch } from '../_aws/clients/cloudwatch.ts';
import { sfn } from '../_aws/clients/sfn.ts';
import { common } from '../_aws/common.ts';
import { fencing } from '../_aws/faults/fencing.ts';
import { joined } from '../_aws/faults/joined.ts';
import { verifying } from '../_aws/faults/verifying.ts';
import { table } from '../_aws/table.ts';
import { wire } from '../_lambda/wire.ts';
import { hearing } from './handler.ts';

/** On AWS. */
export const main = hearing(async (experimentId) =>
  (await import('../_aws/run-behind.ts')).behind(experimentId),
)(
  wire('on-signal', {
    ...common,
    alarms: { ...alarmHistory(cloudwatch), ...alarmStates(cloudwatch), ...temporaryAlarms(cloudwatch) },
    executions: { ...failTasks(sfn), ...succeedTasks(sfn) },
    experiments: experimentReader(table),
    journal: { ...journalWriter(table), ...journalReader(table) },
    metrics: metricReadings(cloudwatch),
    runs: {
      ...faultReader(table),
      ...runReader(table),
      ...runUpdates(table),
      ...faultUpdates(table),
      ...openRuns(table),
      ...watchingRuns(table),
    },
    faults: joined(verifying, fencing),
  }),
);
