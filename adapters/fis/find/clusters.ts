import { lookAtClusters } from '../looks/clusters.ts';
import { membersOf } from '../looks/members.ts';
import type { Finder } from './find.ts';
import { inZones } from './narrowing.ts';

/** DB clusters; with `writerAvailabilityZoneIdentifiers` only those whose writer is in one of the zones. */
export const clusters: Finder = {
  find: async ({ rds }, { targets }) => {
    const found = await lookAtClusters(rds)(targets);
    if (targets.parameters?.writerAvailabilityZoneIdentifiers === undefined || found.length === 0)
      return found;
    const names = found.map(({ target }) => target.label);
    const members = await membersOf(rds, names);
    return found.map((cluster) => {
      const writer = members.find(({ name }) => name === cluster.state.writer);
      return writer?.zone ? { ...cluster, target: { ...cluster.target, zone: writer.zone } } : cluster;
    });
  },
  narrowing: { writerAvailabilityZoneIdentifiers: inZones },
};
