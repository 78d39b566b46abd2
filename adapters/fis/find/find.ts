import type { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import type { Fault } from '../../../core/experiment.ts';
import type { Owners } from '../looks/by-type.ts';
import type { Resource } from '../looks/look.ts';

/** What finding targets needs. */
export type FindNeeds = Owners & { readonly autoScaling: AutoScalingClient };

/** FIS's own parameters of a target. */
export type TargetParameters = Readonly<Record<string, string>>;

/** How the resources of one type are found. */
export type Finder = {
  /** Of a fault whose targets are given by ARNs or tags (`plainly`), or by parameters alone. */
  find(needs: FindNeeds, fault: Fault): Promise<readonly Resource[]>;
  /** The parameters that leave only some of what is found, and whether a resource is one of those. */
  readonly narrowing?: Readonly<Record<string, (resource: Resource, value: string) => boolean>>;
  /** The parameters that `find` itself heeds. */
  readonly heeded?: readonly string[];
  /** Those without which nothing can be found. */
  readonly required?: readonly string[];
  /** Its service is not asked, so that there is nothing a filter could lead into. */
  readonly undescribed?: true;
};
