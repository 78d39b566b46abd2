import { NotFound } from '../../core/errors.ts';
import type { FaultDriver } from '../../core/ports.ts';
import type { Image, PlannedFault } from '../../core/run.ts';
import { calling } from '../aws/calling.ts';
import { type FisAction, knownAction } from './actions.ts';
import { lookFor, type Owners } from './looks/by-type.ts';

/** The targets as they are, and as the fault will make them. */
export const fisSnapshot = (owners: Owners): Pick<FaultDriver, 'snapshot'> => ({
  snapshot: (fault) => calling(`take the before-images of ${fault.name}`, () => snapshot(owners, fault)),
});

const snapshot = async (owners: Owners, fault: PlannedFault) => {
  const action = knownAction(fault);
  const states = await statesOf(owners, action, fault);
  return {
    before: Object.fromEntries(states.map(([arn, state]) => [arn, action.before(state)])),
    after: Object.fromEntries(states.map(([arn, state]) => [arn, action.after(state, fault)])),
  };
};

const statesOf = async (
  owners: Owners,
  action: FisAction,
  { targets }: PlannedFault,
): Promise<readonly (readonly [string, Image])[]> => {
  const look = await lookFor(owners, action);
  if (look === undefined) return targets.map(({ arn }) => [arn, {}]);
  const found = await look({ arns: targets.map(({ arn }) => arn) });
  return targets.map(({ arn, label }) => {
    const resource = found.find(({ target }) => target.arn === arn);
    if (resource === undefined || resource.ended) throw new NotFound(`There is no ${label} any more`);
    return [arn, resource.state];
  });
};
