import type { Fault } from '../../../core/experiment.ts';
import { groupNameIn } from '../looks/groups.ts';
import type { Resource } from '../looks/look.ts';
import type { Finder, FindNeeds } from './find.ts';
import { groups } from './groups.ts';
import { taggedOf } from './tagged.ts';

const kinds = [
  { type: 'elasticloadbalancing:loadbalancer', arn: /:loadbalancer\/(?:app|net)\/([^/]+)\/[^/]+$/ },
  { type: 'eks:cluster', arn: /:cluster\/(.+)$/ },
];

/** What a zonal shift can move traffic of: load balancers, clusters of EKS, auto-scaling groups. */
export const shiftManaged: Finder = {
  find: async (needs, fault) => {
    const { arns } = fault.targets;
    const found = await Promise.all(
      kinds.map((kind) =>
        ofKind(
          needs,
          kind,
          fault,
          arns?.filter((arn) => kind.arn.test(arn)),
        ),
      ),
    );
    const named = arns?.filter((arn) => groupNameIn(arn) !== undefined);
    const scaling = await groups.find(needs, withArns(fault, named));
    return [...found.flat(), ...scaling];
  },
  undescribed: true,
};

const ofKind = async (
  needs: FindNeeds,
  kind: (typeof kinds)[number],
  fault: Fault,
  arns: readonly string[] | undefined,
): Promise<readonly Resource[]> => (arns?.length === 0 ? [] : taggedOf(needs, kind, withArns(fault, arns)));

const withArns = (fault: Fault, arns: readonly string[] | undefined): Fault =>
  arns ? { ...fault, targets: { ...fault.targets, arns } } : fault;
