import { alarmHistory } from '../../adapters/cloudwatch/alarm-history.ts';
import { metricReadings } from '../../adapters/cloudwatch/metric-readings.ts';
import { experimentReader } from '../../adapters/dynamodb/experiments.ts';
import { faultReader } from '../../adapters/dynamodb/faults.ts';
import { closingGameDayUpdates } from '../../adapters/dynamodb/game-day-updates.ts';
import { gameDayReader } from '../../adapters/dynamodb/game-days.ts';
import { journalReader } from '../../adapters/dynamodb/journal.ts';
import { journalWriter } from '../../adapters/dynamodb/journal-append.ts';
import { runReader } from '../../adapters/dynamodb/runs.ts';
import { cloudwatch } from '../_aws/clients/cloudwatch.ts';
import { common } from '../_aws/common.ts';
import { notices } from '../_aws/notices.ts';
import { reports } from '../_aws/reports.ts';
import { table } from '../_aws/table.ts';
import { wire } from '../_lambda/wire.ts';
import { handler } from './handler.ts';

/** On AWS. */
export const main = handler(
  wire('conclude-gameday', {
    ...common,
    alarms: alarmHistory(cloudwatch),
    experiments: experimentReader(table),
    gameDays: { ...gameDayReader(table), ...closingGameDayUpdates(table) },
    journal: { ...journalWriter(table), ...journalReader(table) },
    metrics: metricReadings(cloudwatch),
    runs: { ...faultReader(table), ...runReader(table) },
    notices,
    reports,
  }),
);
