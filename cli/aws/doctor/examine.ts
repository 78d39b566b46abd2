import type { Experiment } from '../../../core/experiment.ts';
import { type Finding, unknown } from '../../finding.ts';
import type { AwsChoice } from '../../globals.ts';
import { settingsFor } from '../settings.ts';
import { deployedStack, givenOutputs } from '../stack.ts';
import { alarms } from './alarms.ts';
import type { Asked, Check } from './asked.ts';
import { consent } from './consent.ts';
import { type Deployment, deploymentFinding, partsOf } from './deployment.ts';
import { fisRole } from './fis-role.ts';
import { guards } from './guards.ts';
import { caller } from './identity.ts';
import { metrics } from './metrics.ts';
import { notices } from './notices.ts';
import { parts } from './parts.ts';
import { permissions } from './permissions.ts';
import { quotas } from './quotas.ts';
import { secondWay } from './second-way.ts';
import { slack } from './slack.ts';
import { table } from './table.ts';

const checks: readonly Check[] = [
  parts,
  table,
  permissions,
  fisRole,
  quotas,
  notices,
  secondWay,
  slack,
  alarms,
  metrics,
  consent,
  guards,
];

/** Everything that Firedrill needs of an account, looked at now. Nothing is made, started or changed. */
export const examine = async (
  choice: AwsChoice,
  experiment: Experiment | undefined,
): Promise<readonly Finding[]> => {
  const settings = settingsFor(choice);
  const { finding, identity } = await caller(settings);
  // Without credentials nobody answers anything.
  if (identity === undefined) return [finding];
  const given = givenOutputs(choice);
  const { deployed, described } = await describe(settings, choice.stage);
  const deployment: Deployment = { stage: choice.stage, deployed, given };
  const stack = partsOf(deployment);
  const asked: Asked = { settings, stage: choice.stage, identity, deployed, stack, experiment };
  const found = await Promise.all(checks.map((check) => check(asked)));
  return [finding, described ?? deploymentFinding(deployment), ...found.flat()];
};

const describe = async (settings: Asked['settings'], stage: string) => {
  try {
    return { deployed: await deployedStack(settings, stage), described: undefined };
  } catch (failure) {
    const why = failure instanceof Error ? failure.message : String(failure);
    const todo = 'allow yourself cloudformation:DescribeStacks, or try again';
    return { deployed: undefined, described: unknown('stack', why, todo) };
  }
};
