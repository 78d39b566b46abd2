import { NotFound } from '../../core/errors.ts';
import type { ActionFacts } from '../../core/ports.ts';
import type { FaultRecord, Image, PlannedFault, ResolvedTarget } from '../../core/run.ts';
import { disruptConnectivity } from './actions/disrupt-connectivity.ts';
import { failoverDbCluster } from './actions/failover-db-cluster.ts';
import { rebootDbInstances } from './actions/reboot-db-instances.ts';
import { rebootInstances } from './actions/reboot-instances.ts';
import { stopInstances } from './actions/stop-instances.ts';
import { terminateInstances } from './actions/terminate-instances.ts';

/** What a target is, compared with its images. `between`: on its way; `drifted`: somebody else's doing; `gone`: for good. */
export type Standing = 'before' | 'after' | 'between' | 'drifted' | 'gone';

/** What we know of an action that FIS does not tell. Nothing here asks anybody. */
export type FisAction = {
  readonly facts: ActionFacts;
  /** FIS's name for the action's one target. */
  readonly targetKey: string;
  /** The part of a resource's state that this action is about. */
  before(state: Image): Image;
  after(state: Image, fault: Pick<PlannedFault, 'parameters'>): Image;
  /** Whether a target was such that the fault changes it; every one is where this is missing. */
  hits?(before: Image): boolean;
  /** Undefined: the resource is not described any more. */
  standing(now: Image | undefined, before: Image): Standing;
};

/**
 * The actions whose effect can be read from the service that they hit. FIS itself is asked only where that service keeps
 * no trace of what has happened (a reboot). Any other action is unknown here, so that a plan refuses it: what nobody can
 * verify must not be injected.
 */
const actions: Readonly<Record<string, FisAction>> = {
  'aws:ec2:reboot-instances': rebootInstances,
  'aws:ec2:stop-instances': stopInstances,
  'aws:ec2:terminate-instances': terminateInstances,
  'aws:network:disrupt-connectivity': disruptConnectivity,
  'aws:rds:failover-db-cluster': failoverDbCluster,
  'aws:rds:reboot-db-instances': rebootDbInstances,
};

/** What is known of an action; undefined when this driver does not make it. */
export const actionOf = (action: string): FisAction | undefined =>
  Object.hasOwn(actions, action) ? actions[action] : undefined;

/** The action of a fault that has been planned. One that is not known gets into no plan. */
export const knownAction = ({ action }: Pick<FaultRecord, 'action'>): FisAction => {
  const known = actionOf(action);
  if (known === undefined) throw new NotFound(`The driver fis does not make ${action}`);
  return known;
};

/** The targets that a fault changes: what was as the fault makes it already is not ours to hit, nor to put back. */
export const targetsToHit = (
  record: Pick<FaultRecord, 'action' | 'targets' | 'before'>,
): readonly ResolvedTarget[] => {
  const { hits = () => true } = knownAction(record);
  return record.targets.filter(({ arn }) => hits(record.before[arn] ?? {}));
};
