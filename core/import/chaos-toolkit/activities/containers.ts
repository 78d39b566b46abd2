import { type Activity, activity, fault, nothing, probe, undo } from '../activity.ts';
import { deletePods, stopTask, stopTasks } from '../faults/containers.ts';
import { notDeploying, tasksRunning } from '../probes/services.ts';
import { CONFIGURES, DELETES, DESCRIBES, MAKES } from './reasons.ts';

/** What the activities for ECS, EKS and FIS are here. */
export const containers: readonly Activity[] = [
  activity(
    'ecs.actions.stop_random_tasks',
    'cluster! task_count task_percent service reason',
    fault(stopTasks),
  ),
  activity('ecs.actions.stop_task', 'cluster task_id service reason', fault(stopTask)),
  activity(
    'ecs.actions.delete_service',
    'service cluster service_pattern',
    nothing(DELETES, 'stop its tasks with `aws:ecs:stop-task`'),
  ),
  activity(
    'ecs.actions.delete_cluster',
    'cluster!',
    nothing(
      DELETES,
      'stop its tasks with `aws:ecs:stop-task`, or drain its instances with `aws:ecs:drain-container-instances`',
    ),
  ),
  activity(
    'ecs.actions.deregister_container_instance',
    'cluster! instance_id! force',
    nothing(
      'FIS takes container instances out by share, not by name',
      'drain some with `aws:ecs:drain-container-instances`',
    ),
  ),
  activity(
    'ecs.actions.update_desired_count',
    'cluster! service! desired_count!',
    nothing(
      'no fault changes how many tasks a service wants',
      'stop some of them with `aws:ecs:stop-task`, and see whether the service starts them again',
    ),
  ),
  activity(
    'ecs.actions.set_service_deployment_configuration',
    'cluster! service! maximum_percent minimum_healthy_percent',
    nothing(CONFIGURES),
  ),
  activity(
    'ecs.actions.set_service_placement_strategy',
    'cluster! service! placement_type! placement_field',
    nothing(CONFIGURES),
  ),
  activity(
    'ecs.actions.tag_resource',
    'tags! resource_arn!',
    nothing('a tag breaks nothing, and tags decide what Firedrill may touch'),
  ),
  activity(
    'ecs.actions.untag_resource',
    'tag_keys! resource_arn!',
    nothing('a tag breaks nothing, and tags decide what Firedrill may touch'),
  ),
  activity(
    'ecs.actions.update_container_instances_state',
    'cluster! container_instances! status!',
    nothing(
      'FIS drains container instances by share, not by name',
      'drain some with `aws:ecs:drain-container-instances`',
    ),
  ),
  activity('ecs.probes.service_is_deploying', 'cluster! service!', probe(notDeploying)),
  activity('ecs.probes.are_all_desired_tasks_running', 'cluster! service!', probe(tasksRunning)),
  activity(
    'ecs.probes.describe_cluster',
    'cluster!',
    nothing(DESCRIBES, 'probe `RunningTaskCount` in ECS/ContainerInsights'),
  ),
  activity(
    'ecs.probes.describe_service',
    'cluster! service!',
    nothing(DESCRIBES, 'probe `RunningTaskCount` in ECS/ContainerInsights'),
  ),
  activity(
    'ecs.probes.describe_tasks',
    'cluster!',
    nothing(DESCRIBES, 'probe `RunningTaskCount` in ECS/ContainerInsights'),
  ),
  activity('eks.actions.create_cluster', 'name! role_arn! vpc_config! version', nothing(MAKES)),
  activity(
    'eks.actions.delete_cluster',
    'name',
    nothing(
      DELETES,
      'hit what runs in it with `aws:eks:pod-delete` or `aws:eks:terminate-nodegroup-instances`',
    ),
  ),
  activity(
    'eks.probes.describe_cluster',
    'name!',
    nothing(DESCRIBES, 'probe what the applications in it answer'),
  ),
  activity('eks.probes.list_clusters', '', nothing(DESCRIBES, 'probe what the applications in it answer')),
  activity(
    'fis.actions.start_experiment',
    'experiment_template_id! client_token tags',
    nothing(
      'a FIS template is an experiment of its own, and what it does is not in this file',
      'import the template itself: `firedrill import --fis-template <its id> --aws`',
    ),
  ),
  activity('fis.actions.stop_experiment', 'experiment_id!', undo),
  activity('fis.actions.stop_experiments_by_tags', 'tags! delete_templates', undo),
  activity(
    'fis.actions.start_stress_pod_delete_scenario',
    'label_selector! tags! role_arn! log_group_arn! cluster_identifier! namespace service_account client_token description',
    fault(deletePods),
  ),
  activity(
    'fis.actions.start_availability_zone_power_interruption_scenario',
    'az! tags role_arn autocreate_necessary_role duration target_iam_roles iam_roles target_subnet target_ebs_volumes target_ec2_instances target_asg target_asg_ec2_instances target_rds_cluster target_easticache_cluster log_group_arn client_token description',
    nothing(
      'it makes a template of up to nine actions from what it finds in the account',
      'begin with one of them, `aws:network:disrupt-connectivity` on the subnets of a zone; the experiments in the library lose a zone too',
    ),
  ),
  activity(
    'fis.actions.restore_availability_zone_power_after_interruption',
    'tags delete_roles_and_policies delete_templates',
    undo,
  ),
  activity(
    'fis.probes.get_experiment',
    'experiment_id!',
    nothing('Firedrill follows its FIS experiment by itself, and proves the fault beside it'),
  ),
];
