import type { AutoScalingClient, AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import { groupNameIn, lookAtGroups } from '../../fis/looks/groups.ts';
import type { About, Read } from '../attribute/attribute.ts';
import { allOf } from '../attribute/each-of.ts';
import { chunksOf } from '../chunks-of.ts';
import { processesIn } from './attribute.ts';

/** Which of a fault's processes are suspended in groups. */
export const readSuspended =
  (autoScaling: AutoScalingClient): Read =>
  async (targets, about) => {
    const names = targets.flatMap(({ arn }) => groupNameIn(arn) ?? []);
    // Of names one request may have fifty.
    const groups = await allOf(chunksOf(names, 50), (chunk) => lookAtGroups(autoScaling, chunk));
    // A group that is being deleted has a status; one that lives has none.
    const living = groups.flat().filter(({ Status }) => Status === undefined);
    return new Map(living.map((group) => [group.AutoScalingGroupARN ?? '', lookOf(group, about)]));
  };

const lookOf = ({ SuspendedProcesses = [] }: AutoScalingGroup, { parameters }: About) => ({
  image: Object.fromEntries(
    processesIn(parameters).map((name) => [
      name,
      SuspendedProcesses.some(({ ProcessName }) => ProcessName === name) ? 'suspended' : 'active',
    ]),
  ),
});
