import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { ClientSettings } from '../../adapters/aws/settings.ts';
import { wallClock } from '../../adapters/clock/wall-clock.ts';
import { alarmIncidents } from '../../adapters/cloudwatch/alarm-incidents.ts';
import { calendarCopyReader } from '../../adapters/dynamodb/calendar-copies.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import { feedCalendars } from '../../adapters/ical/feed-calendars.ts';
import { pagerDuty } from '../../adapters/pagerduty/api.ts';
import { hasOpenIncident } from '../../adapters/pagerduty/incidents.ts';
import { changeCalendars } from '../../adapters/ssm/change-calendars.ts';
import { guardSources } from '../../adapters/ssm/guard-sources.ts';
import { incidentSources } from '../../adapters/ssm/incidents.ts';
import { opsItemIncidents } from '../../adapters/ssm/ops-items.ts';
import { readParameter } from '../../adapters/ssm/parameters.ts';
import type { GuardSources } from '../../core/guard-sources.ts';
import type { Ports } from '../../core/ports.ts';

/** What guards read outside Firedrill, with a person's own permissions; `sources` is what the stage tells of it. */
export type GuardPorts = Pick<Ports, 'calendars' | 'incidents' | 'deployments'> & {
  readonly sources: () => Promise<GuardSources>;
};

/** The same sources that the functions of a stage look at. */
export const guardPortsOn = (settings: ClientSettings, stage: string, table: Table): GuardPorts => {
  const ssm = new SSMClient(settings);
  const sources = guardSources(ssm, `/firedrill/${stage}/guards`);
  const ask = pagerDuty({ read: (reference) => readParameter(ssm, reference.replace(/^ssm:/, '')) });
  return {
    sources,
    calendars: feedCalendars(sources, calendarCopyReader(table), wallClock, changeCalendars(ssm)),
    incidents: incidentSources({
      ...{ opsItems: opsItemIncidents(ssm), alarms: alarmIncidents(new CloudWatchClient(settings)), sources },
      hasOpen: (source) => hasOpenIncident(ask, source),
    }),
    deployments: {
      inProgress: async (name) => {
        const { deploymentsFor } = await import('./deployments.ts');
        return deploymentsFor(settings).inProgress(name);
      },
    },
  };
};
