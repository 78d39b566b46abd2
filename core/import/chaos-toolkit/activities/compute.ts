import { type Activity, activity, destroying, fault, nothing, probe, undo } from '../activity.ts';
import { stopInGroup, suspendProcesses, terminateInGroup } from '../faults/asg.ts';
import {
  rebootInstances,
  stopInstance,
  stopInstances,
  terminateInstance,
  terminateInstances,
} from '../faults/ec2.ts';
import { groupHealthy, healthyCount } from '../probes/services.ts';
import { DESCRIBES, LOOKS_AT_TARGET, TERMINATES, WAITS } from './reasons.ts';

/** What the activities for EC2 and Auto Scaling are here. */
export const compute: readonly Activity[] = [
  activity(
    'asg.actions.terminate_random_instances',
    'asg_names tags instance_count instance_percent az',
    fault(terminateInGroup),
  ),
  activity(
    'asg.actions.stop_random_instances',
    'asg_names tags instance_count instance_percent az force',
    fault(stopInGroup),
  ),
  activity('asg.actions.suspend_processes', 'asg_names tags process_names', fault(suspendProcesses)),
  activity('asg.actions.resume_processes', 'asg_names tags process_names', undo),
  activity(
    'asg.actions.detach_random_instances',
    'asg_names tags instance_count instance_percent decrement_capacity',
    nothing(
      'instances that are detached from their group are not attached again by anybody',
      'take them out of the load balancer with `elbv2/deregister-target`, or stop them with `aws:ec2:stop-instances`',
    ),
  ),
  activity(
    'asg.actions.change_subnets',
    'subnets! asg_names tags',
    nothing(
      'no fault changes the subnets of a group',
      'cut the subnets off with `aws:network:disrupt-connectivity`, or keep the group from launching with `asg/suspend-process`',
    ),
  ),
  activity(
    'asg.actions.detach_random_volume',
    'asg_names tags force',
    nothing(
      'a volume that is detached under a file system may come back damaged',
      'hold its input and output with `aws:ebs:pause-volume-io`',
    ),
  ),
  activity('asg.actions.attach_volume', 'asg_names tags', undo),
  activity('asg.probes.describe_auto_scaling_groups', 'asg_names tags', nothing(DESCRIBES)),
  activity('asg.probes.desired_equals_healthy', 'asg_names!', probe(groupHealthy)),
  activity(
    'asg.probes.desired_equals_healthy_tags',
    'tags!',
    nothing(
      'it finds its groups by tag, and a metric needs their names',
      'probe `GroupDesiredCapacity` minus `GroupInServiceInstances` in AWS/AutoScaling for the groups you mean',
    ),
  ),
  activity(
    'asg.probes.wait_desired_equals_healthy',
    'asg_names! timeout',
    nothing(WAITS, 'set `recovery.within`'),
  ),
  activity(
    'asg.probes.wait_desired_not_equals_healthy_tags',
    'tags! timeout',
    nothing(WAITS, 'set `startAfter` of the next fault'),
  ),
  activity(
    'asg.probes.wait_desired_equals_healthy_tags',
    'tags! timeout',
    nothing(WAITS, 'set `recovery.within`'),
  ),
  activity(
    'asg.probes.is_scaling_in_progress',
    'tags!',
    nothing(
      'whether a group scales is no sign of health',
      'probe `GroupInServiceInstances` in AWS/AutoScaling',
    ),
  ),
  activity('asg.probes.process_is_suspended', 'asg_names tags process_names', nothing(LOOKS_AT_TARGET)),
  activity('asg.probes.has_subnets', 'subnets! asg_names tags', nothing(LOOKS_AT_TARGET)),
  activity('asg.probes.instance_count_by_health', 'asg_names tags count_healthy', probe(healthyCount)),
  activity('ec2.actions.stop_instance', 'instance_id az force filters', fault(stopInstance)),
  activity('ec2.actions.stop_instances', 'instance_ids az filters force', fault(stopInstances)),
  activity(
    'ec2.actions.terminate_instance',
    'instance_id az filters',
    destroying(TERMINATES, terminateInstance),
  ),
  activity(
    'ec2.actions.terminate_instances',
    'instance_ids az filters',
    destroying(TERMINATES, terminateInstances),
  ),
  activity('ec2.actions.start_instances', 'instance_ids az filters', undo),
  activity('ec2.actions.restart_instances', 'instance_ids az filters', fault(rebootInstances)),
  activity(
    'ec2.actions.detach_random_volume',
    'instance_ids filters force',
    nothing(
      'a volume that is detached under a file system may come back damaged',
      'hold its input and output with `aws:ebs:pause-volume-io`',
    ),
  ),
  activity('ec2.actions.attach_volume', 'instance_ids filters', undo),
  activity(
    'ec2.actions.stop_instances_by_incremental_steps',
    'volume! step_quantity! step_duration! az tags force',
    nothing(
      'faults of one run are chosen apart, so its steps could hit the same instance twice',
      'write one fault for each step on instances with tags of their own, with `startAfter`',
    ),
  ),
  activity(
    'ec2.actions.set_tags_on_instances',
    'tags! percentage az filters',
    nothing(
      'a tag breaks nothing, and tags decide what Firedrill may touch',
      'set the tags where the instances are made',
    ),
  ),
  activity(
    'ec2.actions.remove_tags_from_instances',
    'tags! az',
    nothing(
      'a tag breaks nothing, and tags decide what Firedrill may touch',
      'set the tags where the instances are made',
    ),
  ),
  activity('ec2.probes.describe_instances', 'filters!', nothing(DESCRIBES)),
  activity(
    'ec2.probes.count_instances',
    'filters!',
    nothing(
      'no metric counts instances by filter',
      'probe `GroupInServiceInstances` in AWS/AutoScaling, or what your users see',
    ),
  ),
  activity('ec2.probes.instance_state', 'state! instance_ids filters', nothing(LOOKS_AT_TARGET)),
  activity(
    'ec2.probes.count_min_instances',
    'filters! min_count',
    nothing(
      'no metric counts instances by filter',
      'probe `GroupInServiceInstances` in AWS/AutoScaling, or what your users see',
    ),
  ),
];
