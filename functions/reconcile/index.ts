import { alarmHistory } from '../../adapters/cloudwatch/alarm-history.ts';
import { alarmStates } from '../../adapters/cloudwatch/alarm-states.ts';
import { deleteTemporaryAlarms } from '../../adapters/cloudwatch/delete-temporary-alarms.ts';
import { metricReadings } from '../../adapters/cloudwatch/metric-readings.ts';
import { measuredOpenRuns } from '../../adapters/cloudwatch/printed-metrics.ts';
import { temporaryAlarms } from '../../adapters/cloudwatch/temporary-alarms.ts';
import { experimentReader } from '../../adapters/dynamodb/experiments.ts';
import { faultUpdates } from '../../adapters/dynamodb/fault-updates.ts';
import { faultReader } from '../../adapters/dynamodb/faults.ts';
import { gameDayUpdates } from '../../adapters/dynamodb/game-day-updates.ts';
import { gameDayReader, openGameDays } from '../../adapters/dynamodb/game-days.ts';
import { journalReader } from '../../adapters/dynamodb/journal.ts';
import { journalWriter } from '../../adapters/dynamodb/journal-append.ts';
import { leaseList, leaseRelease, leaseTaking } from '../../adapters/dynamodb/leases.ts';
import { leverReader } from '../../adapters/dynamodb/levers.ts';
import { runAttempts } from '../../adapters/dynamodb/run-attempts.ts';
import { openRuns } from '../../adapters/dynamodb/run-lists.ts';
import { closingRunUpdates } from '../../adapters/dynamodb/run-updates.ts';
import { runReader } from '../../adapters/dynamodb/runs.ts';
import { watchRemoval } from '../../adapters/dynamodb/watches.ts';
import { disarmDeadMen } from '../../adapters/scheduler/disarm.ts';
import { postponeDeadMen } from '../../adapters/scheduler/postpone.ts';
import { failTasks } from '../../adapters/sfn/fail.ts';
import { executionStatus } from '../../adapters/sfn/status.ts';
import { succeedTasks } from '../../adapters/sfn/succeed.ts';
import { cloudwatch } from '../_aws/clients/cloudwatch.ts';
import { scheduler } from '../_aws/clients/scheduler.ts';
import { sfn } from '../_aws/clients/sfn.ts';
import { common } from '../_aws/common.ts';
import { deadManPlace } from '../_aws/dead-man-place.ts';
import { joined } from '../_aws/faults/joined.ts';
import { proving } from '../_aws/faults/proving.ts';
import { undoing } from '../_aws/faults/undoing.ts';
import { verifyingRest } from '../_aws/faults/verifying-rest.ts';
import { keptReports } from '../_aws/kept-reports.ts';
import { machines } from '../_aws/machines.ts';
import { notices } from '../_aws/notices.ts';
import { printing } from '../_aws/printing.ts';
import { table } from '../_aws/table.ts';
import { watchers } from '../_aws/watchers.ts';
import { wire } from '../_lambda/wire.ts';
import { handler } from './handler.ts';

/** On AWS. */
export const main = handler(
  wire('reconcile', {
    ...common,
    alarms: {
      ...deleteTemporaryAlarms(cloudwatch),
      ...alarmHistory(cloudwatch),
      ...alarmStates(cloudwatch),
      ...temporaryAlarms(cloudwatch),
    },
    deadMan: {
      ...disarmDeadMen(scheduler, deadManPlace.group),
      ...postponeDeadMen(scheduler, deadManPlace.group, common.clock),
    },
    executions: { ...failTasks(sfn), ...executionStatus(sfn, machines), ...succeedTasks(sfn) },
    experiments: experimentReader(table),
    gameDays: { ...gameDayReader(table), ...openGameDays(table), ...gameDayUpdates(table) },
    journal: { ...journalWriter(table), ...journalReader(table) },
    leases: { ...leaseTaking(table), ...leaseList(table), ...leaseRelease(table) },
    levers: leverReader(table),
    metrics: metricReadings(cloudwatch),
    runs: {
      ...runAttempts(table),
      ...faultReader(table),
      ...runReader(table),
      ...measuredOpenRuns(openRuns(table), printing),
      ...watchRemoval(table),
      ...closingRunUpdates(table),
      ...faultUpdates(table),
    },
    watchers,
    faults: joined(joined(proving, verifyingRest), undoing),
    notices,
    reports: keptReports,
  }),
);
