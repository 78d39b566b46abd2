import { NotFound } from '../../core/errors.ts';
import type { FaultDriver } from '../../core/ports.ts';
import type { PlannedFault } from '../../core/run.ts';
import { calling } from '../aws/calling.ts';
import { knownAction } from './actions.ts';
import { lookFor, type Owners } from './looks/by-type.ts';

/** The targets as they are, and as the fault will make them. */
export const fisSnapshot = (owners: Owners): Pick<FaultDriver, 'snapshot'> => ({
  snapshot: (fault) => calling(`take the before-images of ${fault.name}`, () => snapshot(owners, fault)),
});

const snapshot = async (owners: Owners, fault: PlannedFault) => {
  const action = knownAction(fault);
  const found = await lookFor(owners, action)({ arns: fault.targets.map(({ arn }) => arn) });
  const states = fault.targets.map(({ arn, label }) => {
    const resource = found.find(({ target }) => target.arn === arn);
    if (resource === undefined || resource.ended) throw new NotFound(`There is no ${label} any more`);
    return [arn, resource.state] as const;
  });
  return {
    before: Object.fromEntries(states.map(([arn, state]) => [arn, action.before(state)])),
    after: Object.fromEntries(states.map(([arn, state]) => [arn, action.after(state, fault)])),
  };
};
