import { alarmStates } from '../../adapters/cloudwatch/alarm-states.ts';
import { temporaryAlarms } from '../../adapters/cloudwatch/temporary-alarms.ts';
import { experimentReader } from '../../adapters/dynamodb/experiments.ts';
import { faultUpdates } from '../../adapters/dynamodb/fault-updates.ts';
import { faultReader } from '../../adapters/dynamodb/faults.ts';
import { journalWriter } from '../../adapters/dynamodb/journal-append.ts';
import { leverReader } from '../../adapters/dynamodb/levers.ts';
import { runUpdates } from '../../adapters/dynamodb/run-updates.ts';
import { runReader } from '../../adapters/dynamodb/runs.ts';
import { failTasks } from '../../adapters/sfn/fail.ts';
import { succeedTasks } from '../../adapters/sfn/succeed.ts';
import { loadHolidays } from '../../core/holidays.ts';
import { cloudwatch } from '../_aws/clients/cloudwatch.ts';
import { sfn } from '../_aws/clients/sfn.ts';
import { common } from '../_aws/common.ts';
import { fencing } from '../_aws/faults/fencing.ts';
import { injecting } from '../_aws/faults/injecting.ts';
import { joined } from '../_aws/faults/joined.ts';
import { proving } from '../_aws/faults/proving.ts';
import { resolving } from '../_aws/faults/resolving.ts';
import { snapshotting } from '../_aws/faults/snapshotting.ts';
import { askingTheRun } from '../_aws/faults/the-run.ts';
import { table } from '../_aws/table.ts';
import { wire } from '../_lambda/wire.ts';
import { handler } from './handler.ts';

const alarms = { ...alarmStates(cloudwatch), ...temporaryAlarms(cloudwatch) };
const experiments = experimentReader(table);
const runs = { ...runReader(table), ...faultReader(table), ...runUpdates(table), ...faultUpdates(table) };
const looking = joined(joined(resolving, snapshotting), joined(proving, fencing));

/** On AWS: the only function that can break anything. */
export const main = handler(
  wire('inject-faults', {
    ...{ ...common, holidays: loadHolidays, alarms, experiments, runs },
    executions: { ...failTasks(sfn), ...succeedTasks(sfn) },
    faults: joined(looking, injecting(askingTheRun({ runs, experiments, alarms }))),
    journal: journalWriter(table),
    levers: leverReader(table),
  }),
);
