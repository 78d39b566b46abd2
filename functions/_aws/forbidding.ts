import { alarmIncidents } from '../../adapters/cloudwatch/alarm-incidents.ts';
import { changeCalendars } from '../../adapters/ssm/change-calendars.ts';
import { incidentSources } from '../../adapters/ssm/incidents.ts';
import { opsItemIncidents } from '../../adapters/ssm/ops-items.ts';
import { loadHolidays } from '../../core/holidays.ts';
import type { Ports } from '../../core/ports.ts';
import { cloudwatch } from './clients/cloudwatch.ts';
import { ssm } from './clients/ssm.ts';

/** What forbids a start: calendars of Systems Manager, and incidents by alarm or OpsItem. */
export const forbidding: Pick<Ports, 'calendars' | 'incidents' | 'holidays'> = {
  calendars: changeCalendars(ssm),
  holidays: loadHolidays,
  incidents: incidentSources(opsItemIncidents(ssm), alarmIncidents(cloudwatch)),
};
