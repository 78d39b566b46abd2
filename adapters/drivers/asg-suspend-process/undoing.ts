import { type AutoScalingClient, ResumeProcessesCommand } from '@aws-sdk/client-auto-scaling';
import { type UndoingDriver, undoing } from '../attribute/undoing.ts';
import type { Fences } from '../fences.ts';
import { suspendProcess } from './attribute.ts';
import { readSuspended } from './read.ts';

/** Resumes processes of auto-scaling groups. */
export const undoingSuspended = (
  autoScaling: AutoScalingClient,
  fences: Pick<Fences, 'raise'>,
): UndoingDriver =>
  undoing(
    suspendProcess,
    {
      read: readSuspended(autoScaling),
      // Named one by one: without names, all that anybody has suspended would be resumed.
      write: async ({ label: AutoScalingGroupName }, values) => {
        const ScalingProcesses = Object.keys(values);
        await autoScaling.send(new ResumeProcessesCommand({ AutoScalingGroupName, ScalingProcesses }));
        return undefined;
      },
    },
    fences,
  );
