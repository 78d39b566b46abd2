import { type AutoScalingClient, SuspendProcessesCommand } from '@aws-sdk/client-auto-scaling';
import { type InjectingDriver, injecting } from '../attribute/injecting.ts';
import type { Fences } from '../fences.ts';
import { suspendProcess } from './attribute.ts';
import { readSuspended } from './read.ts';

/** Suspends processes of auto-scaling groups. */
export const injectingSuspended = (
  autoScaling: AutoScalingClient,
  fences: Pick<Fences, 'isRaised'>,
): InjectingDriver =>
  injecting(
    suspendProcess,
    {
      read: readSuspended(autoScaling),
      write: async ({ label: AutoScalingGroupName }, values) => {
        const ScalingProcesses = Object.keys(values);
        await autoScaling.send(new SuspendProcessesCommand({ AutoScalingGroupName, ScalingProcesses }));
        return undefined;
      },
    },
    fences,
  );
