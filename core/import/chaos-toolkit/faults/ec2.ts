import type { AskedFault, FaultMaker } from '../activity.ts';
import { instances, type Wanted } from './instances.ts';
import { faultOf, isRefusal, lasting, parameter, without } from './parts.ts';

const force = {
  force: 'FIS always shuts the operating system down first',
};

const stop =
  (ids: string, wanted: Wanted): FaultMaker =>
  (asked) => {
    const targets = instances(asked, ids, wanted);
    if (isRefusal(targets)) return targets;
    return [
      faultOf(
        'aws:ec2:stop-instances',
        targets,
        lasting(asked, 'startInstancesAfterDuration'),
        ...('autoScalingGroup' in targets.fields ? [replacedByGroup] : []),
        without(asked, force),
      ),
    ];
  };

/** An Auto Scaling group takes a stopped instance for a sick one, and FIS would wait for it in vain. */
export const replacedByGroup = parameter(
  'completeIfInstancesTerminated',
  'true',
  'the group replaces an instance that has stopped, which is no failure of the experiment',
);

const simple =
  (action: string, ids: string, wanted: Wanted): FaultMaker =>
  (asked: AskedFault) => {
    const targets = instances(asked, ids, wanted);
    return isRefusal(targets) ? targets : [faultOf(action, targets)];
  };

/** `ec2.actions.stop_instance`: one of them. */
export const stopInstance = stop('instance_id', 'any');
/** `ec2.actions.stop_instances`: each of them. */
export const stopInstances = stop('instance_ids', 'each');
/** `ec2.actions.terminate_instance`: one of them. */
export const terminateInstance = simple('aws:ec2:terminate-instances', 'instance_id', 'any');
/** `ec2.actions.terminate_instances`: each of them. */
export const terminateInstances = simple('aws:ec2:terminate-instances', 'instance_ids', 'each');
/** `ec2.actions.restart_instances`: each of them. */
export const rebootInstances = simple('aws:ec2:reboot-instances', 'instance_ids', 'each');
