import { alarmHistory } from '../../../adapters/cloudwatch/alarm-history.ts';
import { metricReadings } from '../../../adapters/cloudwatch/metric-readings.ts';
import { temporaryAlarms } from '../../../adapters/cloudwatch/temporary-alarms.ts';
import { experimentReader } from '../../../adapters/dynamodb/experiments.ts';
import { faultReader } from '../../../adapters/dynamodb/faults.ts';
import { gameDayReader } from '../../../adapters/dynamodb/game-days.ts';
import { journalReader } from '../../../adapters/dynamodb/journal.ts';
import { runReader } from '../../../adapters/dynamodb/runs.ts';
import type { TellingOf } from '../../../report/slack/told.ts';
import { toldOf } from '../../../report/slack/told.ts';
import { cloudwatch } from '../clients/cloudwatch.ts';
import { common } from '../common.ts';
import { table } from '../table.ts';
import { place } from './slack.ts';

const ports = {
  ...common,
  alarms: { ...alarmHistory(cloudwatch), ...temporaryAlarms(cloudwatch) },
  experiments: experimentReader(table),
  gameDays: gameDayReader(table),
  journal: journalReader(table),
  metrics: metricReadings(cloudwatch),
  runs: { ...faultReader(table), ...runReader(table) },
};

/** A run or a game day as Slack shows it, read from the table; nothing else of these ports is asked for. */
export const told = (subject: string) => toldOf(ports as unknown as TellingOf, subject, place);
