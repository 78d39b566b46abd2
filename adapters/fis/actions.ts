import { choosersOf } from '../../core/choosers.ts';
import { NotFound } from '../../core/errors.ts';
import type { ActionFacts } from '../../core/ports.ts';
import type { FaultRecord, Image, PlannedFault, ResolvedTarget } from '../../core/run.ts';
import { disruptConnectivity } from './actions/disrupt-connectivity.ts';
import { disruptRoutes } from './actions/disrupt-routes.ts';
import { disruptTransitGateway } from './actions/disrupt-transit-gateway.ts';
import { disruptVpcEndpoint } from './actions/disrupt-vpc-endpoint.ts';
import { failoverDbCluster } from './actions/failover-db-cluster.ts';
import { pauseTableReplication } from './actions/pause-table-replication.ts';
import { rebootDbInstances } from './actions/reboot-db-instances.ts';
import { rebootInstances } from './actions/reboot-instances.ts';
import { sendCommand } from './actions/send-command.ts';
import { sendSpotInterruptions } from './actions/send-spot-interruptions.ts';
import { startAutomation } from './actions/start-automation.ts';
import { stopInstances } from './actions/stop-instances.ts';
import { terminateInstances } from './actions/terminate-instances.ts';
import { terminateNodegroupInstances } from './actions/terminate-nodegroup-instances.ts';
import { tracelessActions } from './actions/traceless-actions.ts';

/** What a target is, compared with its images. `between`: on its way; `drifted`: somebody else's doing; `gone`: for good. */
export type Standing = 'before' | 'after' | 'between' | 'drifted' | 'gone';

/** What of a target is read, and where: one of `looks/by-type.ts`. */
export type Sight =
  | 'clusters'
  | 'databases'
  | 'instances'
  | 'node-groups'
  | 'route-tables'
  | 'subnets'
  | 'table-policies'
  | 'transit-gateways'
  | 'vpc-endpoints';

/** What we know of an action that FIS does not tell. Nothing here asks anybody. */
export type FisAction = {
  readonly facts: ActionFacts;
  /** Where one action is many: an SSM document undoes itself or does not. Undefined: not with these parameters. */
  factsWith?(parameters: PlannedFault['parameters']): ActionFacts | undefined;
  /** FIS's name for the action's one target. */
  readonly targetKey: string;
  /** Missing: its targets show nothing of it, so that FIS or a trace (`looks/traces.ts`) must say that it is there. */
  readonly sight?: Sight;
  /** FIS gets no target at all: a document's are what our own rules are about. */
  readonly targetless?: true;
  /** FIS takes such targets by tags only; by ARN where this is missing. */
  readonly onlyByTags?: true;
  /** What FIS asks of a target beside its ARN. */
  targetParameters?(target: ResolvedTarget): Readonly<Record<string, string>>;
  /** The part of a resource's state that this action is about. */
  before(state: Image): Image;
  after(state: Image, fault: Pick<PlannedFault, 'parameters'>): Image;
  /** Whether a target was such that the fault changes it; every one is where this is missing. */
  hits?(before: Image): boolean;
  /** Undefined: the resource is not described any more. */
  standing(now: Image | undefined, before: Image): Standing;
};

/**
 * First the actions whose effect can be read from the service that they hit, then those of which only FIS knows, and which
 * end by themselves or cannot be undone. Any other action is unknown here, so that a plan refuses it (`refused.ts` says
 * why): what nobody can verify must not be injected.
 */
const actions: Readonly<Record<string, FisAction>> = {
  'aws:dynamodb:global-table-pause-replication': pauseTableReplication,
  'aws:ec2:reboot-instances': rebootInstances,
  'aws:ec2:send-spot-instance-interruptions': sendSpotInterruptions,
  'aws:ec2:stop-instances': stopInstances,
  'aws:ec2:terminate-instances': terminateInstances,
  'aws:eks:terminate-nodegroup-instances': terminateNodegroupInstances,
  'aws:network:disrupt-connectivity': disruptConnectivity,
  'aws:network:disrupt-vpc-endpoint': disruptVpcEndpoint,
  'aws:network:route-table-disrupt-cross-region-connectivity': disruptRoutes,
  'aws:network:transit-gateway-disrupt-cross-region-connectivity': disruptTransitGateway,
  'aws:rds:failover-db-cluster': failoverDbCluster,
  'aws:rds:reboot-db-instances': rebootDbInstances,
  'aws:ssm:send-command': sendCommand,
  'aws:ssm:start-automation-execution': startAutomation,
  ...tracelessActions,
};

/** The id of every action that this driver makes. */
export const actionIds: readonly string[] = Object.keys(actions).sort();

/** What is known of an action; undefined when this driver does not make it. */
export const actionOf = (action: string): FisAction | undefined =>
  Object.hasOwn(actions, action) ? actions[action] : undefined;

/** What core is told of an action; undefined when this driver does not make it, or not with these parameters. */
export const factsOf = (
  action: string,
  parameters: PlannedFault['parameters'] = {},
): ActionFacts | undefined => {
  const known = actionOf(action);
  const facts = known?.factsWith ? known.factsWith(parameters) : known?.facts;
  return facts && { ...facts, choosers: choosersOf(facts.resourceType) };
};

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
