import type { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { NotFound } from '../../core/errors.ts';
import type { Fault } from '../../core/experiment.ts';
import type { FaultDriver } from '../../core/ports.ts';
import type { ResolvedTarget } from '../../core/run.ts';
import { calling } from '../aws/calling.ts';
import { knownAction } from './actions.ts';
import { lookFor, type Owners } from './looks/by-type.ts';
import { withGroups } from './looks/groups.ts';
import { type Resource, valuesAt } from './looks/look.ts';

/** What resolving needs. */
export type ResolveNeeds = Owners & { readonly autoScaling: AutoScalingClient };

/** Every resource that a fault could hit, by ARN. What has ended is none, though EC2 lists it for an hour. */
export const fisResolve = (needs: ResolveNeeds): Pick<FaultDriver, 'resolve'> => ({
  resolve: (fault) => calling(`look for the targets of ${fault.name}`, () => resolve(needs, fault)),
});

const resolve = async (needs: ResolveNeeds, fault: Fault): Promise<readonly ResolvedTarget[]> => {
  const action = knownAction(fault);
  const { arns, tags, filters } = fault.targets;
  const found = (await lookFor(needs, action)({ arns, tags })).filter(({ ended }) => !ended);
  const passing = filters.reduce(passingOne, found);
  const isInstance = action.facts.resourceType === 'aws:ec2:instance';
  const all = isInstance ? await withGroups(needs.autoScaling, passing) : passing;
  return all.map(({ target }) => target).sort((a, b) => (a.arn < b.arn ? -1 : 1));
};

// The values of a filter are alternatives. A path that no resource has is a slip of the pen: silence would hit nothing.
const passingOne = (
  resources: readonly Resource[],
  { path, values }: Fault['targets']['filters'][number],
): readonly Resource[] => {
  const all = resources.map((resource) => ({ resource, at: valuesAt(resource.described, path) }));
  if (all.length > 0 && all.every(({ at }) => at.length === 0))
    throw new NotFound(`The filter path ${path} leads to nothing in what the service describes`);
  return all.filter(({ at }) => at.some((value) => values.includes(value))).map(({ resource }) => resource);
};
