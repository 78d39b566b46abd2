import { NotFound, WrongAsAsked } from '../../core/errors.ts';
import type { Fault } from '../../core/experiment.ts';
import type { FaultDriver } from '../../core/ports.ts';
import type { ResolvedTarget } from '../../core/run.ts';
import { calling } from '../aws/calling.ts';
import { knownAction } from './actions.ts';
import { finderOf } from './find/by-type.ts';
import type { FindNeeds } from './find/find.ts';
import { checkParameters, narrowed } from './find/narrowing.ts';
import { plainly } from './find/plainly.ts';
import { type Resource, valuesAt } from './looks/look.ts';

/** Every resource that a fault could hit, by ARN. What has ended is none, though EC2 lists it for an hour. */
export const fisResolve = (needs: FindNeeds): Pick<FaultDriver, 'resolve'> => ({
  resolve: (fault) => calling(`look for the targets of ${fault.name}`, () => resolve(needs, fault)),
});

const resolve = async (needs: FindNeeds, fault: Fault): Promise<readonly ResolvedTarget[]> => {
  const { facts, targetless } = knownAction(fault);
  const { filters, parameters = {} } = fault.targets;
  const resourceType = targetless ? fault.targets.resourceType : facts.resourceType;
  const finder = await finderOf(resourceType);
  checkParameters(resourceType, finder, parameters);
  if (finder.undescribed && filters.length > 0)
    throw new WrongAsAsked(
      `Of ${resourceType} only ARN and tags are known here, so that nothing can be filtered by ${filters.map(({ path }) => path).join(', ')}`,
    );
  const found = (await finder.find(needs, plainly(fault))).filter(({ ended }) => !ended);
  return filters
    .reduce(passingOne, narrowed(finder, parameters, found))
    .map(({ target }) => target)
    .sort((a, b) => (a.arn < b.arn ? -1 : 1));
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
