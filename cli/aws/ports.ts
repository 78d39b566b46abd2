import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { ClientSettings } from '../../adapters/aws/settings.ts';
import { timeOrderedIds } from '../../adapters/clock/time-ordered-ids.ts';
import { wallClock } from '../../adapters/clock/wall-clock.ts';
import { alarmHistory } from '../../adapters/cloudwatch/alarm-history.ts';
import { alarmIncidents } from '../../adapters/cloudwatch/alarm-incidents.ts';
import { alarmStates } from '../../adapters/cloudwatch/alarm-states.ts';
import { metricReadings } from '../../adapters/cloudwatch/metric-readings.ts';
import { temporaryAlarms } from '../../adapters/cloudwatch/temporary-alarms.ts';
import { calendarCopyReader } from '../../adapters/dynamodb/calendar-copies.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import { fisLimits } from '../../adapters/fis/places.ts';
import { feedCalendars } from '../../adapters/ical/feed-calendars.ts';
import { pagerDuty } from '../../adapters/pagerduty/api.ts';
import { hasOpenIncident } from '../../adapters/pagerduty/incidents.ts';
import { failTasks } from '../../adapters/sfn/fail.ts';
import { startExecutions } from '../../adapters/sfn/start.ts';
import { executionStatus } from '../../adapters/sfn/status.ts';
import { succeedTasks } from '../../adapters/sfn/succeed.ts';
import { changeCalendars } from '../../adapters/ssm/change-calendars.ts';
import { guardSources } from '../../adapters/ssm/guard-sources.ts';
import { incidentSources } from '../../adapters/ssm/incidents.ts';
import { opsItemIncidents } from '../../adapters/ssm/ops-items.ts';
import { readParameter } from '../../adapters/ssm/parameters.ts';
import { loadHolidays } from '../../core/holidays.ts';
import type { Ports } from '../../core/ports.ts';
import type { Remembered } from '../session.ts';
import { awsDrivers } from './drivers.ts';
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
  const ssm = new SSMClient(settings);
  const sfn = new SFNClient(settings);
  const { machines } = stack;
  const sources = guardSources(ssm, `/firedrill/${stack.stage}/guards`);
  // The key is read with the person's own permission, as everything here is.
  const ask = pagerDuty({ read: (reference) => readParameter(ssm, reference.replace(/^ssm:/, '')) });
  return {
    ...remembered.store,
    journal: remembered.journal,
    calendars: feedCalendars(sources, calendarCopyReader(table), wallClock, changeCalendars(ssm)),
    incidents: incidentSources({
      ...{ opsItems: opsItemIncidents(ssm), alarms: alarmIncidents(cloudwatch), sources },
      hasOpen: (source) => hasOpenIncident(ask, source),
    }),
    deployments: {
      inProgress: async (name) => {
        const { deploymentsFor } = await import('./deployments.ts');
        return deploymentsFor(settings).inProgress(name);
      },
    },
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
