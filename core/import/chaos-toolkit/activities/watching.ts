import { type Activity, activity, nothing } from '../activity.ts';
import { INCIDENTS, INCIDENTS_INSTEAD } from './reasons.ts';

/** What the activities for Incident Manager and X-Ray are here. */
export const watching: readonly Activity[] = [
  activity(
    'incidents.probes.get_incidents',
    'impact status created_in_the_last created_by',
    nothing(INCIDENTS, INCIDENTS_INSTEAD),
  ),
  activity(
    'incidents.probes.get_active_incidents',
    'impact created_in_the_last created_by',
    nothing(INCIDENTS, INCIDENTS_INSTEAD),
  ),
  activity(
    'incidents.probes.get_resolved_incidents',
    'impact created_in_the_last created_by',
    nothing(INCIDENTS, INCIDENTS_INSTEAD),
  ),
  activity(
    'incidents.probes.has_incident_been_opened',
    'impact created_in_the_last created_by',
    nothing(INCIDENTS, INCIDENTS_INSTEAD),
  ),
  activity(
    'incidents.probes.has_incident_been_resolved',
    'impact created_in_the_last created_by',
    nothing(INCIDENTS, INCIDENTS_INSTEAD),
  ),
  activity(
    'incidents.probes.get_active_incident_items',
    'impact created_in_the_last created_by',
    nothing(INCIDENTS, INCIDENTS_INSTEAD),
  ),
  activity(
    'incidents.probes.get_resolved_incident_items',
    'impact created_in_the_last created_by',
    nothing(INCIDENTS, INCIDENTS_INSTEAD),
  ),
  activity(
    'xray.probes.get_traces_summaries',
    'start_time end_time time_range_type filter_expression sampling sampling_strategy',
    nothing(
      'no probe reads traces',
      'probe `ResponseTime` or `Fault` in AWS/ApplicationSignals, or latency and errors of the load balancer',
    ),
  ),
  activity(
    'xray.probes.get_traces',
    'start_time end_time time_range_type filter_expression sampling sampling_strategy quantity',
    nothing(
      'no probe reads traces',
      'probe `ResponseTime` or `Fault` in AWS/ApplicationSignals, or latency and errors of the load balancer',
    ),
  ),
  activity(
    'xray.probes.get_most_recent_trace',
    'start_time end_time time_range_type filter_expression sampling sampling_strategy raw_segments',
    nothing(
      'no probe reads traces',
      'probe `ResponseTime` or `Fault` in AWS/ApplicationSignals, or latency and errors of the load balancer',
    ),
  ),
  activity(
    'xray.probes.get_service_graph',
    'start_time end_time group_name group_arn',
    nothing(
      'no probe reads traces',
      'probe `ResponseTime` or `Fault` in AWS/ApplicationSignals, or latency and errors of the load balancer',
    ),
  ),
];
