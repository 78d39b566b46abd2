import type { Finder } from './find.ts';
import { taggedOf } from './tagged.ts';

const kind = { type: 'elasticache:replicationgroup', arn: /:replicationgroup:(.+)$/ };

/** Replication groups of ElastiCache, each as what is hit of it: its nodes in one zone. */
export const replicationGroups: Finder = {
  find: async (needs, fault) => {
    const { availabilityZoneIdentifier: zone = '' } = fault.targets.parameters ?? {};
    return (await taggedOf(needs, kind, fault)).map((group) => ({
      ...group,
      target: { ...group.target, label: `${group.target.label} (${zone})`, zone },
    }));
  },
  heeded: ['availabilityZoneIdentifier'],
  required: ['availabilityZoneIdentifier'],
  undescribed: true,
};
