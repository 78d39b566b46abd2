import { choosersOf } from '../../../../core/choosers.ts';
import type { Fault } from '../../../../core/experiment.ts';
import type { ActionFacts, FaultDriver } from '../../../../core/ports.ts';
import type { ResolvedTarget } from '../../../../core/run.ts';
import { memoryFaultDriver } from '../../../support/memory/fault-driver.ts';
import { memoryTargets } from '../../../support/memory/targets.ts';
import { virtualClock } from '../../../support/memory/virtual-clock.ts';

type Deployed = ResolvedTarget & { readonly type: string };

const consent = { 'firedrill:consent': 'allowed' };

const deployed = (type: string, service: string, id: string, logicalId: string, zone?: string): Deployed => ({
  ...{ type, arn: `arn:aws:${service}:eu-central-1:111122223333:${id}`, label: logicalId, containers: [] },
  tags: { 'aws:cloudformation:stack-name': 'shop', 'aws:cloudformation:logical-id': logicalId, ...consent },
  ...(zone !== undefined && { zone }),
});

const zones = ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'];

// What CloudFormation and the group make of the fixture, tagged as they do.
const stack: readonly Deployed[] = [
  ...zones.map((zone, n) => deployed('aws:ec2:instance', 'ec2', `instance/i-${n + 1}`, 'WebGroup', zone)),
  ...zones.map((zone, n) =>
    deployed('aws:ec2:subnet', 'ec2', `subnet/subnet-1${n}`, `PublicSubnet${n + 1}`, zone),
  ),
  ...zones.map((zone, n) =>
    deployed('aws:ec2:subnet', 'ec2', `subnet/subnet-2${n}`, `PrivateSubnet${n + 1}`, zone),
  ),
  deployed('aws:rds:db', 'rds', 'db:shop-database', 'Database', 'eu-central-1a'),
];

const facts: Readonly<Record<string, ActionFacts>> = {
  'aws:ec2:terminate-instances': { ...of('aws:ec2:instance'), revertClass: 'irreversible' },
  'aws:rds:reboot-db-instances': { ...of('aws:rds:db'), revertClass: 'irreversible' },
  'aws:network:disrupt-connectivity': { ...of('aws:ec2:subnet'), revertClass: 'self-reverting' },
};

function of(resourceType: string) {
  return {
    iamEnforced: 'yes',
    resourceType,
    undo: 'what undoes it',
    choosers: choosersOf(resourceType),
  } as const;
}

/** A driver that resolves as the deployed workshop would: by stack, tags, filters and zones. */
export const workshopDrivers = (): readonly FaultDriver[] => [
  {
    ...memoryFaultDriver(memoryTargets(virtualClock())),
    facts: (action) => facts[action],
    resolve: async ({ targets }) => stack.filter((one) => fits(one, targets)),
  },
];

const fits = (
  one: Deployed,
  { resourceType, tags, stack: name, filters, parameters = {} }: Fault['targets'],
): boolean =>
  one.type === resourceType &&
  (name === undefined ? tags !== undefined : name === 'shop') &&
  Object.entries(tags ?? {}).every(([key, value]) => one.tags[key] === value) &&
  filters.every(({ path, values }) =>
    values.includes(path === 'State.Name' ? 'running' : (one.zone ?? '')),
  ) &&
  Object.values(parameters).every((zone) => zone === one.zone);
