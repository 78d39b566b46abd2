import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { ClientSettings } from '../../adapters/aws/settings.ts';
import { timeOrderedIds } from '../../adapters/clock/time-ordered-ids.ts';
import { wallClock } from '../../adapters/clock/wall-clock.ts';
import { alarmHistory } from '../../adapters/cloudwatch/alarm-history.ts';
import { alarmStates } from '../../adapters/cloudwatch/alarm-states.ts';
import { metricReadings } from '../../adapters/cloudwatch/metric-readings.ts';
import { temporaryAlarms } from '../../adapters/cloudwatch/temporary-alarms.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import { fisLimits } from '../../adapters/fis/places.ts';
import { failTasks } from '../../adapters/sfn/fail.ts';
import { startExecutions } from '../../adapters/sfn/start.ts';
import { executionStatus } from '../../adapters/sfn/status.ts';
import { succeedTasks } from '../../adapters/sfn/succeed.ts';
import { loadHolidays } from '../../core/holidays.ts';
import type { Ports } from '../../core/ports.ts';
import type { Remembered } from '../session.ts';
import { awsDrivers } from './drivers.ts';
import { guardPortsOn } from './guard-ports.ts';
import { notFromHere } from './not-from-here.ts';
import type { Stack } from './stack.ts';

/** What the ports of a command line are made of. */
export type PortNeeds = {
  readonly settings: ClientSettings;
  readonly stack: Stack;
  readonly table: Table;
  readonly remembered: Remembered;
  readonly actor: string;
};

/** Core's ports on a deployed stack, for a process that starts, looks and stops. */
export const awsPorts = ({ settings, stack, table, remembered, actor }: PortNeeds): Ports => {
  const cloudwatch = new CloudWatchClient(settings);
  const sfn = new SFNClient(settings);
  const { machines } = stack;
  const { sources: _, ...guards } = guardPortsOn(settings, stack.stage, table);
  return {
    ...remembered.store,
    journal: remembered.journal,
    ...guards,
    acknowledgements: { first: notFromHere('ask who has acknowledged') },
    holidays: loadHolidays,
    alarms: {
      ...alarmStates(cloudwatch),
      ...alarmHistory(cloudwatch),
      ...temporaryAlarms(cloudwatch),
      putTemporary: notFromHere('make alarms'),
      deleteTemporary: notFromHere('delete alarms'),
    },
    metrics: metricReadings(cloudwatch),
    http: { ask: notFromHere('probe by HTTP') },
    faults: awsDrivers(settings, table),
    places: { ...fisLimits, demands: notFromHere('take a place at FIS') },
    deadMan: {
      arm: notFromHere('arm the dead man'),
      postpone: notFromHere('postpone the dead man'),
      disarm: notFromHere('disarm the dead man'),
    },
    executions: {
      ...startExecutions(sfn, machines),
      ...executionStatus(sfn, machines),
      ...succeedTasks(sfn),
      ...failTasks(sfn),
    },
    watchers: { start: notFromHere('start a watcher') },
    notices: { tell: notFromHere('send notices') },
    reports: { save: notFromHere('keep a result in the bucket') },
    clock: wallClock,
    ids: timeOrderedIds(wallClock),
    actor,
  };
};
