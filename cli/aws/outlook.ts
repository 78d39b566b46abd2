import { CloudWatchClient, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { IAMClient } from '@aws-sdk/client-iam';
import { calling } from '../../adapters/aws/calling.ts';
import type { ClientSettings } from '../../adapters/aws/settings.ts';
import { catalogued } from '../../core/catalogue/catalogue.ts';
import { NotFound } from '../../core/errors.ts';
import type { Experiment } from '../../core/experiment.ts';
import { type AlarmDefinition, likelyAlarms } from '../../core/likely-alarms.ts';
import type { Plan } from '../../core/run.ts';
import type { Outlook } from '../session.ts';
import { simulated } from './doctor/permissions.ts';
import { fewFaults } from './few-faults.ts';
import { deployedStack } from './stack.ts';

/** Which alarms look at what a plan would hit, and what the role of FIS lacks for it. What cannot be looked at is said. */
export const awsOutlook = async (
  settings: ClientSettings,
  stage: string,
  plan: Plan,
  experiment: Experiment,
): Promise<Outlook> => {
  const [alarms, missing] = await Promise.allSettled([
    definitions(new CloudWatchClient(settings)),
    missingTo(settings, stage, plan, experiment),
  ]);
  return {
    alarms: alarms.status === 'fulfilled' ? likelyAlarms(plan, alarms.value) : [],
    missing: missing.status === 'fulfilled' ? missing.value : [],
    unknown: [alarms, missing].flatMap((one) => (one.status === 'rejected' ? [inShort(one.reason)] : [])),
  };
};

const inShort = (failure: unknown): string => (failure instanceof Error ? failure.message : String(failure));

const definitions = (client: CloudWatchClient): Promise<readonly AlarmDefinition[]> =>
  calling('describe alarms', async () => {
    const found: AlarmDefinition[] = [];
    for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client, pageSize: 100 }, {}))
      for (const { AlarmName: name = '', Dimensions = [], Metrics = [] } of MetricAlarms) {
        const all = [
          ...Dimensions,
          ...Metrics.flatMap(({ MetricStat }) => MetricStat?.Metric?.Dimensions ?? []),
        ];
        found.push({
          name,
          dimensions: Object.fromEntries(all.map(({ Name = '', Value = '' }) => [Name, Value])),
        });
      }
    return found;
  });

const missingTo = async (
  settings: ClientSettings,
  stage: string,
  { faults }: Plan,
  { limits: { consentTag } }: Experiment,
): Promise<readonly string[]> => {
  const byFis = faults.filter(({ driver }) => driver === 'fis');
  if (byFis.length === 0) return [];
  const { outputs, parameters } = (await deployedStack(settings, stage)) ?? {};
  const role = outputs?.FisRoleArn;
  if (role === undefined) throw new NotFound('the stack does not say which role FIS takes on');
  const withheld =
    parameters?.FisFaults === 'all' ? [] : byFis.filter(({ action }) => !fewFaults.has(action));
  if (withheld.length > 0)
    return withheld.map(({ action }) => `${action}: deploy with --param fisFaults=all (docs/deploy.md)`);
  const client = new IAMClient(settings);
  const found = await Promise.all(
    byFis.map(({ name, action, targets }) =>
      simulated(client, role, {
        why: `make the fault "${name}"`,
        actions: (catalogued(action)?.permissions ?? []).filter((one) => hitsTargets.test(one)),
        resources: targets.map(({ arn }) => arn),
        context: { [`aws:ResourceTag/${consentTag.key}`]: consentTag.value },
      }),
    ),
  ).finally(() => client.destroy());
  return [...new Set(found.flat().map(({ found: what }) => what))];
};

// The rest of an action's permissions is asked of other resources than its targets, which the plan does not know.
const hitsTargets = /:(Failover|Interrupt|Pause|Reboot|SendSpot|Stop|Terminate|ReplaceNetworkAclAssociation)/;
