import { alarmHistory } from '../../adapters/cloudwatch/alarm-history.ts';
import { deleteTemporaryAlarms } from '../../adapters/cloudwatch/delete-temporary-alarms.ts';
import { metricReadings } from '../../adapters/cloudwatch/metric-readings.ts';
import { temporaryAlarms } from '../../adapters/cloudwatch/temporary-alarms.ts';
import { experimentReader } from '../../adapters/dynamodb/experiments.ts';
import { faultUpdates } from '../../adapters/dynamodb/fault-updates.ts';
import { faultReader } from '../../adapters/dynamodb/faults.ts';
import { gameDayUpdates } from '../../adapters/dynamodb/game-day-updates.ts';
import { journalReader } from '../../adapters/dynamodb/journal.ts';
import { journalWriter } from '../../adapters/dynamodb/journal-append.ts';
import { leaseRelease, leaseTaking } from '../../adapters/dynamodb/leases.ts';
import { runAttempts } from '../../adapters/dynamodb/run-attempts.ts';
import { closingRunUpdates } from '../../adapters/dynamodb/run-updates.ts';
import { runReader } from '../../adapters/dynamodb/runs.ts';
import { watchRemoval } from '../../adapters/dynamodb/watches.ts';
import { disarmDeadMen } from '../../adapters/scheduler/disarm.ts';
import { failTasks } from '../../adapters/sfn/fail.ts';
import { succeedTasks } from '../../adapters/sfn/succeed.ts';
import { cloudwatch } from './clients/cloudwatch.ts';
import { scheduler } from './clients/scheduler.ts';
import { sfn } from './clients/sfn.ts';
import { common } from './common.ts';
import { deadManPlace } from './dead-man-place.ts';
import { joined } from './faults/joined.ts';
import { undoing } from './faults/undoing.ts';
import { verifyingRest } from './faults/verifying-rest.ts';
import { keptReports } from './kept-reports.ts';
import { notices } from './notices.ts';
import { table } from './table.ts';

/** What brings a run home that nobody drives any more. */
export const home = {
  ...common,
  alarms: {
    ...deleteTemporaryAlarms(cloudwatch),
    ...alarmHistory(cloudwatch),
    ...temporaryAlarms(cloudwatch),
  },
  deadMan: disarmDeadMen(scheduler, deadManPlace.group),
  executions: { ...failTasks(sfn), ...succeedTasks(sfn) },
  experiments: experimentReader(table),
  gameDays: gameDayUpdates(table),
  journal: { ...journalWriter(table), ...journalReader(table) },
  leases: { ...leaseTaking(table), ...leaseRelease(table) },
  metrics: metricReadings(cloudwatch),
  runs: {
    ...runAttempts(table),
    ...faultReader(table),
    ...runReader(table),
    ...watchRemoval(table),
    ...closingRunUpdates(table),
    ...faultUpdates(table),
  },
  faults: joined(verifyingRest, undoing),
  notices,
  reports: keptReports,
};
