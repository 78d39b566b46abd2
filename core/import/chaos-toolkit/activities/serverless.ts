import { type Activity, activity, destroying, fault, nothing, probe, undo } from '../activity.ts';
import {
  addError,
  addLatency,
  disableEventSource,
  disableRule,
  throttle,
  toggleEventSource,
} from '../faults/serverless.ts';
import { alarmState, metricData, metricStatistics } from '../probes/cloudwatch.ts';
import { LOOKS_AT_TARGET, MAKES } from './reasons.ts';

/** What the activities for Lambda and CloudWatch are here. */
export const serverless: readonly Activity[] = [
  activity(
    'awslambda.actions.invoke_function',
    'function_name! function_arguments invocation_type client_context qualifier',
    nothing(
      'calling a function breaks nothing',
      'let the traffic of your users, or a load generator, call it',
    ),
  ),
  activity(
    'awslambda.actions.put_function_concurrency',
    'function_name! concurrent_executions!',
    fault(throttle),
  ),
  activity('awslambda.actions.delete_function_concurrency', 'function_name!', undo),
  activity(
    'awslambda.actions.put_function_timeout',
    'function_name! timeout!',
    nothing(
      'no fault changes the timeout of a function',
      'make it slow with `aws:lambda:invocation-add-delay`, which makes it reach the timeout it has',
    ),
  ),
  activity(
    'awslambda.actions.put_function_memory_size',
    'function_name! memory_size!',
    nothing(
      'no fault changes the memory of a function',
      'make it slow with `aws:lambda:invocation-add-delay`',
    ),
  ),
  activity(
    'awslambda.actions.delete_event_source_mapping',
    'event_uuid!',
    destroying('a mapping that is deleted has lost its place in the stream', disableEventSource),
  ),
  activity(
    'awslambda.actions.toggle_event_source_mapping_state',
    'event_uuid! enabled!',
    fault(toggleEventSource),
  ),
  activity(
    'awslambda.actions.add_layer',
    'function_name! layer!',
    nothing(
      'a layer is no fault by itself',
      'inject with `aws:lambda:invocation-add-delay` or `aws:lambda:invocation-error`, or with `middy/chaos` in the function',
    ),
  ),
  activity('awslambda.actions.remove_layer', 'function_name! layer!', undo),
  activity('awslambda.actions.add_latency', 'function_name! latency probability layer', fault(addLatency)),
  activity('awslambda.actions.remove_latency', 'function_name! layer', undo),
  activity('awslambda.actions.add_error', 'function_name! body probability layer', fault(addError)),
  activity('awslambda.actions.remove_error', 'function_name! layer', undo),
  activity('awslambda.probes.get_function_concurrency', 'function_name!', nothing(LOOKS_AT_TARGET)),
  activity('awslambda.probes.get_function_timeout', 'function_name! qualifier', nothing(LOOKS_AT_TARGET)),
  activity('awslambda.probes.get_function_memory_size', 'function_name! qualifier', nothing(LOOKS_AT_TARGET)),
  activity(
    'awslambda.probes.list_event_source_mapping',
    'source_arn function_name',
    nothing(LOOKS_AT_TARGET),
  ),
  activity(
    'cloudwatch.actions.put_rule',
    'rule_name! schedule_expression event_pattern state description role_arn',
    nothing(MAKES, 'disable the rule that is there with `events/rule`'),
  ),
  activity(
    'cloudwatch.actions.put_rule_targets',
    'rule_name! targets!',
    nothing(MAKES, 'disable the rule that is there with `events/rule`'),
  ),
  activity('cloudwatch.actions.disable_rule', 'rule_name!', fault(disableRule)),
  activity('cloudwatch.actions.enable_rule', 'rule_name!', undo),
  activity(
    'cloudwatch.actions.delete_rule',
    'rule_name! force',
    destroying('a rule that is deleted is gone with its targets', disableRule),
  ),
  activity(
    'cloudwatch.actions.remove_rule_targets',
    'rule_name! target_ids',
    nothing(
      'no fault takes the targets of a rule away',
      'disable the rule with `events/rule`: nothing reaches its targets then',
    ),
  ),
  activity(
    'cloudwatch.actions.put_metric_data',
    'namespace! metric_data!',
    nothing('made-up data makes a verdict worthless', 'let the fault move the metric'),
  ),
  activity('cloudwatch.probes.get_alarm_state_value', 'alarm_name!', probe(alarmState)),
  activity(
    'cloudwatch.probes.get_metric_statistics',
    'namespace! metric_name! dimension_name dimension_value dimensions duration offset statistic extended_statistic unit',
    probe(metricStatistics),
  ),
  activity(
    'cloudwatch.probes.get_metric_data',
    'namespace! metric_name! dimension_name dimension_value dimensions statistic duration period offset unit',
    probe(metricData),
  ),
];
