import { alarmHistory } from '../../adapters/cloudwatch/alarm-history.ts';
import { deleteTemporaryAlarms } from '../../adapters/cloudwatch/delete-temporary-alarms.ts';
import { metricReadings } from '../../adapters/cloudwatch/metric-readings.ts';
import { temporaryAlarms } from '../../adapters/cloudwatch/temporary-alarms.ts';
import { experimentReader } from '../../adapters/dynamodb/experiments.ts';
import { faultReader } from '../../adapters/dynamodb/faults.ts';
import { gameDayUpdates } from '../../adapters/dynamodb/game-day-updates.ts';
import { journalReader } from '../../adapters/dynamodb/journal.ts';
import { journalWriter } from '../../adapters/dynamodb/journal-append.ts';
import { leaseRelease, leaseTaking } from '../../adapters/dynamodb/leases.ts';
import { closingRunUpdates } from '../../adapters/dynamodb/run-updates.ts';
import { runReader } from '../../adapters/dynamodb/runs.ts';
import { watchRemoval } from '../../adapters/dynamodb/watches.ts';
import { disarmDeadMen } from '../../adapters/scheduler/disarm.ts';
import { succeedTasks } from '../../adapters/sfn/succeed.ts';
import { acknowledgements } from '../_aws/acknowledgements.ts';
import { cloudwatch } from '../_aws/clients/cloudwatch.ts';
import { scheduler } from '../_aws/clients/scheduler.ts';
import { sfn } from '../_aws/clients/sfn.ts';
import { common } from '../_aws/common.ts';
import { deadManPlace } from '../_aws/dead-man-place.ts';
import { keptReports } from '../_aws/kept-reports.ts';
import { notices } from '../_aws/notices.ts';
import { table } from '../_aws/table.ts';
import { wire } from '../_lambda/wire.ts';
import { handler } from './handler.ts';

/** On AWS. */
export const main = handler(
  wire('conclude-run', {
    ...{ ...common, acknowledgements },
    alarms: {
      ...deleteTemporaryAlarms(cloudwatch),
      ...alarmHistory(cloudwatch),
      ...temporaryAlarms(cloudwatch),
    },
    deadMan: disarmDeadMen(scheduler, deadManPlace.group),
    executions: succeedTasks(sfn),
    experiments: experimentReader(table),
    gameDays: gameDayUpdates(table),
    journal: { ...journalWriter(table), ...journalReader(table) },
    leases: { ...leaseTaking(table), ...leaseRelease(table) },
    metrics: metricReadings(cloudwatch),
    runs: { ...faultReader(table), ...runReader(table), ...watchRemoval(table), ...closingRunUpdates(table) },
    notices,
    reports: keptReports,
  }),
);
