import type { Fault } from '../../../core/experiment.ts';
import { idOf, type Resource } from '../looks/look.ts';
import type { Finder, TargetParameters } from './find.ts';
import { taggedOf } from './tagged.ts';

const kind = { type: 'eks:cluster', arn: /:cluster\/(.+)$/ };

/**
 * Pods have no ARN, and no role of ours can look into their cluster: what consents, what is leased and what is counted is
 * the cluster, and its name says which pods FIS will choose from.
 */
export const pods: Finder = {
  find: async (needs, fault) => {
    const { parameters = {} } = fault.targets;
    const cluster = parameters.clusterIdentifier ?? '';
    const found = await taggedOf(needs, kind, byCluster(fault, cluster));
    return found.filter(({ target }) => target.label === idOf(cluster)).map(named(parameters));
  },
  heeded: [
    'availabilityZoneIdentifier',
    'clusterIdentifier',
    'namespace',
    'selectorType',
    'selectorValue',
    'targetContainerName',
  ],
  required: ['clusterIdentifier', 'namespace', 'selectorType', 'selectorValue'],
  undescribed: true,
};

const byCluster = (fault: Fault, cluster: string): Fault => {
  if (fault.targets.arns || !cluster.startsWith('arn:')) return fault;
  return { ...fault, targets: { ...fault.targets, arns: [cluster] } };
};

const named =
  ({ namespace, selectorType, selectorValue, availabilityZoneIdentifier: zone }: TargetParameters) =>
  (cluster: Resource): Resource => ({
    ...cluster,
    target: {
      ...cluster.target,
      label: `pods with ${selectorType} ${selectorValue} in ${namespace} of ${cluster.target.label}${zone ? `, ${zone}` : ''}`,
    },
  });
