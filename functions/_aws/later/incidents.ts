import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CodePipelineClient } from '@aws-sdk/client-codepipeline';
import { deployingStacks } from '../../../adapters/cloudformation/deploying-stacks.ts';
import { alarmIncidents } from '../../../adapters/cloudwatch/alarm-incidents.ts';
import { runningPipelines } from '../../../adapters/codepipeline/running-pipelines.ts';
import { deploymentsBy } from '../../../adapters/deployments/by-kind.ts';
import { calendarCopyReader } from '../../../adapters/dynamodb/calendar-copies.ts';
import { feedCalendars } from '../../../adapters/ical/feed-calendars.ts';
import { pagerDuty } from '../../../adapters/pagerduty/api.ts';
import { hasOpenIncident } from '../../../adapters/pagerduty/incidents.ts';
import { changeCalendars } from '../../../adapters/ssm/change-calendars.ts';
import { incidentSources } from '../../../adapters/ssm/incidents.ts';
import { opsItemIncidents } from '../../../adapters/ssm/ops-items.ts';
import { cloudwatch } from '../clients/cloudwatch.ts';
import { ssm } from '../clients/ssm.ts';
import { common } from '../common.ts';
import { secrets } from '../parameter-secrets.ts';
import { settings } from '../settings.ts';
import { sources } from '../sources.ts';
import { table } from '../table.ts';

/** Calendars that the deployment names, else those of Systems Manager. */
export const calendars = feedCalendars(
  sources,
  calendarCopyReader(table),
  common.clock,
  changeCalendars(ssm),
);

const ask = pagerDuty(secrets);

/** Incidents by alarm or OpsItem, or where the deployment names. */
export const incidents = incidentSources({
  opsItems: opsItemIncidents(ssm),
  alarms: alarmIncidents(cloudwatch),
  sources,
  hasOpen: (source) => hasOpenIncident(ask, source),
});

/** What CodePipeline and CloudFormation are doing. */
export const deployments = deploymentsBy({
  cloudformation: deployingStacks(new CloudFormationClient(settings)),
  codepipeline: runningPipelines(new CodePipelineClient(settings)),
});
