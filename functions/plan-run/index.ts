import { alarmStates } from '../../adapters/cloudwatch/alarm-states.ts';
import { metricReadings } from '../../adapters/cloudwatch/metric-readings.ts';
import { experimentReader } from '../../adapters/dynamodb/experiments.ts';
import { journalWriter } from '../../adapters/dynamodb/journal-append.ts';
import { leverReader } from '../../adapters/dynamodb/levers.ts';
import { newestRuns } from '../../adapters/dynamodb/run-lists.ts';
import { runUpdates } from '../../adapters/dynamodb/run-updates.ts';
import { runReader } from '../../adapters/dynamodb/runs.ts';
import { fisLimits } from '../../adapters/fis/places.ts';
import { cloudwatch } from '../_aws/clients/cloudwatch.ts';
import { common } from '../_aws/common.ts';
import { resolving } from '../_aws/faults/resolving.ts';
import { forbidding } from '../_aws/forbidding.ts';
import { table } from '../_aws/table.ts';
import { wire } from '../_lambda/wire.ts';
import { handler } from './handler.ts';

/** On AWS. */
export const main = handler(
  wire('plan-run', {
    ...common,
    ...forbidding,
    alarms: alarmStates(cloudwatch),
    experiments: experimentReader(table),
    journal: journalWriter(table),
    levers: leverReader(table),
    metrics: metricReadings(cloudwatch),
    runs: { ...runReader(table), ...newestRuns(table), ...runUpdates(table) },
    faults: resolving,
    places: fisLimits,
  }),
);
