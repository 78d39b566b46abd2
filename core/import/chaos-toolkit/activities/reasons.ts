/** Why activities that many of them share have no counterpart. */
export const LOOKS_AT_TARGET =
  'it looks at what the fault changes, not at what users see; Firedrill reads that by itself, before the fault and after it';
export const DESCRIBES = 'it describes, and nobody said what would be healthy in it';
export const WAITS = 'no probe waits: every one is read all the time, and the time to recover is measured';
export const MAKES =
  'an experiment makes nothing: what is needed is there before, or made by your infrastructure';
export const CONFIGURES = 'it changes a setting that breaks nothing while the experiment lasts';
export const DELETES =
  'nothing brings back what it deletes, and no fault deletes, also for those who name it';
export const TERMINATES = 'an instance that is terminated never comes back, nor does what is on its disks';
export const STOPS = 'a database that is stopped takes many minutes to come back, and FIS does not stop one';
export const EMR = 'there is no fault for EMR';
export const EMR_PROBE = 'probe `CoreNodesRunning` or `IsIdle` in AWS/ElasticMapReduce';
export const HOSTS = 'a metric of a target group needs the ids that only AWS knows, its name is not enough';
export const HOSTS_INSTEAD =
  'probe `UnHealthyHostCount` in AWS/ApplicationELB, with the dimensions `TargetGroup` and `LoadBalancer`, or an alarm on it';
export const INCIDENTS = 'whether an incident is open is a reason not to start, and no sign of health';
export const INCIDENTS_INSTEAD = 'name the source under `guards.incidents`';
