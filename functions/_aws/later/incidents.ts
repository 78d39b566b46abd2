import { alarmIncidents } from '../../../adapters/cloudwatch/alarm-incidents.ts';
import { changeCalendars } from '../../../adapters/ssm/change-calendars.ts';
import { incidentSources } from '../../../adapters/ssm/incidents.ts';
import { opsItemIncidents } from '../../../adapters/ssm/ops-items.ts';
import { cloudwatch } from '../clients/cloudwatch.ts';
import { ssm } from '../clients/ssm.ts';

/** Calendars of Systems Manager. */
export const calendars = changeCalendars(ssm);

/** Incidents by alarm or OpsItem. */
export const incidents = incidentSources(opsItemIncidents(ssm), alarmIncidents(cloudwatch));
