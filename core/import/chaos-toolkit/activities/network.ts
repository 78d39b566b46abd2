import { type Activity, activity, fault, nothing, probe, undo } from '../activity.ts';
import { sendCommand } from '../faults/commands.ts';
import { deregister } from '../faults/data.ts';
import { healthCheck } from '../probes/services.ts';
import { CONFIGURES, DELETES, DESCRIBES, HOSTS, HOSTS_INSTEAD, MAKES } from './reasons.ts';

/** What the activities for load balancers, Route 53, IAM and Systems Manager are here. */
export const network: readonly Activity[] = [
  activity('elbv2.actions.deregister_target', 'tg_name!', fault(deregister)),
  activity(
    'elbv2.actions.set_security_groups',
    'load_balancer_names! security_group_ids!',
    nothing(
      'no fault changes the security groups of a load balancer',
      'cut instances off with `ec2/isolate`, or subnets with `aws:network:disrupt-connectivity`',
    ),
  ),
  activity(
    'elbv2.actions.set_subnets',
    'load_balancer_names! subnet_ids!',
    nothing(
      'no fault changes the subnets of a load balancer',
      'cut a subnet off with `aws:network:disrupt-connectivity`',
    ),
  ),
  activity(
    'elbv2.actions.delete_load_balancer',
    'load_balancer_names!',
    nothing(DELETES, 'take its targets away with `elbv2/deregister-target`'),
  ),
  activity('elbv2.actions.enable_access_log', 'load_balancer_arn! enable bucket_name', nothing(CONFIGURES)),
  activity('elbv2.probes.targets_health_count', 'tg_names!', nothing(HOSTS, HOSTS_INSTEAD)),
  activity('elbv2.probes.all_targets_healthy', 'tg_names!', nothing(HOSTS, HOSTS_INSTEAD)),
  activity(
    'elbv2.probes.is_access_log_enabled',
    'load_balancer_arn!',
    nothing('whether a log is written is no sign of health'),
  ),
  activity('route53.actions.associate_vpc_with_zone', 'zone_id! vpc_id! vpc_region! comment', undo),
  activity(
    'route53.actions.disassociate_vpc_from_zone',
    'zone_id! vpc_id! vpc_region! comment',
    nothing(
      'no fault takes a zone from its network',
      'cut the network off with `aws:network:disrupt-connectivity`',
    ),
  ),
  activity('route53.probes.get_hosted_zone', 'zone_id!', nothing(DESCRIBES)),
  activity('route53.probes.get_health_check_status', 'check_id!', probe(healthCheck)),
  activity(
    'route53.probes.get_dns_answer',
    'zone_id! record_name! record_type!',
    nothing(
      'no probe asks for names',
      'ask the address itself with an HTTP probe: it needs its name to be resolved',
    ),
  ),
  activity('iam.actions.create_policy', 'name! policy! path description', nothing(MAKES)),
  activity(
    'iam.actions.attach_role_policy',
    'arn! role_name!',
    nothing(
      'no fault changes what a role may do',
      'let the calls of a role fail with `aws:fis:inject-api-unavailable-error`',
    ),
  ),
  activity(
    'iam.actions.detach_role_policy',
    'arn! role_name!',
    nothing(
      'no fault changes what a role may do',
      'let the calls of a role fail with `aws:fis:inject-api-unavailable-error`',
    ),
  ),
  activity('iam.probes.get_policy', 'arn!', nothing(DESCRIBES)),
  activity(
    'ssm.actions.create_document',
    'path_content! name! version_name document_type document_format',
    nothing(MAKES, 'make the document with your infrastructure, and send it with `aws:ssm:send-command`'),
  ),
  activity(
    'ssm.actions.send_command',
    'document_name! targets document_version parameters timeout_seconds max_concurrency max_errors region',
    fault(sendCommand),
  ),
  activity(
    'ssm.actions.delete_document',
    'name! version_name force',
    nothing('it clears away what the experiment made, and here it makes nothing'),
  ),
  activity(
    'ssm.actions.put_parameter',
    'name! value! description type key_id overwrite allowed_pattern tags tier policies data_type',
    nothing(
      'what an application makes of the value is not in this file',
      'write a flag with `ssm/flag`, which dies by itself',
    ),
  ),
];
