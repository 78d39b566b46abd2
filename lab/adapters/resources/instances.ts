import type { InstanceState, LabInstance } from '../../keeper/api.ts';
import type { LabResource, Resources } from '../action.ts';

const ended: readonly InstanceState[] = ['shutting-down', 'terminated'];

/** The web tier's instances, but for those that have ended. */
export const instances: Resources = async (lab) =>
  (await lab.describeInstances()).instances.filter(({ state }) => !ended.includes(state)).map(resourceOf);

const resourceOf = (instance: LabInstance): LabResource => {
  const { arn, instanceId, zone, tags, state, serverPid, serverStartTime } = instance;
  const { commands, registered } = instance;
  return {
    target: {
      arn,
      label: `${instanceId} (${zone})`,
      zone,
      tags,
      containers: ['arn:aws:autoscaling:eu-lab-1:000000000000:autoScalingGroup:web'],
    },
    attributes: { 'State.Name': state, 'Placement.AvailabilityZone': zone },
    image: {
      state,
      pid: serverPid ?? null,
      startTime: serverStartTime ?? null,
      commands: commands.join(' '),
      registered,
    },
  };
};
