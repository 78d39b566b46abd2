import { type CatalogueParameter, catalogued } from '../catalogue/catalogue.ts';

/** What is known of an action, FIS's or one of our own drivers': what it acts on, and what it wants to be told. */
export type KnownAction = {
  readonly id: string;
  /** Empty where it has no target of its own. */
  readonly resourceTypes: readonly string[];
  readonly parameters: readonly CatalogueParameter[];
};

/** What is known of an action; undefined where nothing is. */
export const knownAction = (id: string): KnownAction | undefined => {
  const { targets, parameters } = catalogued(id) ?? {};
  if (targets && parameters)
    return { id, resourceTypes: targets.map(({ resourceType }) => resourceType), parameters };
  return OWN_ACTIONS.find((action) => action.id === id);
};

const duration: CatalogueParameter = {
  name: 'duration',
  kind: 'iso8601-duration',
  required: false,
  maxDuration: 'PT12H',
};

const flag: readonly CatalogueParameter[] = [
  { name: 'fault', kind: 'json', required: true },
  { name: 'cacheMs', kind: 'integer-ms', required: false },
];

// https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_SuspendProcesses.html
const processes = [
  ...['Launch', 'Terminate', 'AddToLoadBalancer', 'AlarmNotification', 'AZRebalance'],
  ...['HealthCheck', 'InstanceRefresh', 'ReplaceUnhealthy', 'ScheduledActions'],
];

const own = (
  id: string,
  resourceType: string,
  parameters: readonly CatalogueParameter[] = [],
): KnownAction => ({ id, resourceTypes: [resourceType], parameters: [duration, ...parameters] });

/** Our own drivers, as adapters/drivers has them; a test compares. */
export const OWN_ACTIONS: readonly KnownAction[] = [
  own('asg/suspend-process', 'aws:ec2:autoscaling-group', [
    { name: 'processes', kind: 'csv-enum', required: true, allowed: processes },
  ]),
  own('ec2/isolate', 'aws:ec2:instance', [{ name: 'securityGroupId', kind: 'string', required: true }]),
  own('elbv2/deregister-target', 'aws:ec2:instance', [
    { name: 'targetGroupArn', kind: 'arn', required: false },
  ]),
  own('events/rule', 'aws:events:rule'),
  own('lambda/concurrency', 'aws:lambda:function', [
    { name: 'reservedConcurrentExecutions', kind: 'integer', required: false },
  ]),
  own('lambda/event-source', 'aws:lambda:event-source-mapping'),
  own('middy/chaos', 'aws:lambda:function', [{ name: 'parameter', kind: 'string', required: true }, ...flag]),
  own('ssm/flag', 'aws:ssm:parameter', flag),
  own('rds/exhaust-connections', 'aws:rds:db'),
];

/** Whether an action is one of our own drivers'. */
export const isOwnAction = (id: string): boolean => OWN_ACTIONS.some((action) => action.id === id);
