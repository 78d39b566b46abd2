import { type Activity, activity, fault, nothing } from '../activity.ts';
import { failover, reboot } from '../faults/data.ts';
import { CONFIGURES, DELETES, DESCRIBES, EMR, EMR_PROBE, LOOKS_AT_TARGET, STOPS } from './reasons.ts';

/** What the activities for ElastiCache, EMR, MSK, RDS and S3 are here. */
export const data: readonly Activity[] = [
  activity(
    'elasticache.actions.reboot_cache_clusters',
    'cluster_ids! node_ids',
    nothing(
      'FIS does not reboot cache nodes',
      'take the power of a zone with `aws:elasticache:replicationgroup-interrupt-az-power`',
    ),
  ),
  activity(
    'elasticache.actions.delete_cache_clusters',
    'cluster_ids! final_snapshot_id',
    nothing(DELETES, 'take the power of a zone with `aws:elasticache:replicationgroup-interrupt-az-power`'),
  ),
  activity(
    'elasticache.actions.delete_replication_groups',
    'group_ids! final_snapshot_id retain_primary_cluster',
    nothing(DELETES, 'take the power of a zone with `aws:elasticache:replicationgroup-interrupt-az-power`'),
  ),
  activity(
    'elasticache.actions.test_failover',
    'replication_group_id! node_group_id!',
    nothing(
      'it fails one shard over, which FIS does not do',
      'take the power of the zone of its primary with `aws:elasticache:replicationgroup-interrupt-az-power`, which fails over too',
    ),
  ),
  activity(
    'elasticache.probes.describe_cache_cluster',
    'cluster_id! show_node_info',
    nothing(LOOKS_AT_TARGET),
  ),
  activity('elasticache.probes.get_cache_node_count', 'cluster_id!', nothing(LOOKS_AT_TARGET)),
  activity('elasticache.probes.get_cache_node_status', 'cluster_id!', nothing(LOOKS_AT_TARGET)),
  activity(
    'elasticache.probes.count_cache_clusters_from_replication_group',
    'replication_group_id!',
    nothing(LOOKS_AT_TARGET),
  ),
  activity('emr.actions.modify_cluster', 'cluster_id! concurrency!', nothing(EMR)),
  activity(
    'emr.actions.modify_instance_fleet',
    'cluster_id! fleet_id! on_demand_capacity spot_capacity',
    nothing(EMR),
  ),
  activity(
    'emr.actions.modify_instance_groups_instance_count',
    'cluster_id! group_id! instance_count!',
    nothing(EMR),
  ),
  activity(
    'emr.actions.modify_instance_groups_shrink_policy',
    'cluster_id! group_id! decommission_timeout terminate_instances protect_instances termination_timeout',
    nothing(EMR),
  ),
  activity('emr.probes.describe_cluster', 'cluster_id!', nothing(DESCRIBES, EMR_PROBE)),
  activity('emr.probes.describe_instance_fleet', 'cluster_id! fleet_id!', nothing(DESCRIBES, EMR_PROBE)),
  activity('emr.probes.describe_instance_group', 'cluster_id! group_id!', nothing(DESCRIBES, EMR_PROBE)),
  activity(
    'emr.probes.list_cluster_group_instances',
    'cluster_id! group_id! group_type instance_states',
    nothing(DESCRIBES, EMR_PROBE),
  ),
  activity(
    'emr.probes.list_cluster_fleet_instances',
    'cluster_id! fleet_id! fleet_type instance_states',
    nothing(DESCRIBES, EMR_PROBE),
  ),
  activity(
    'msk.actions.reboot_msk_broker',
    'cluster_arn! broker_ids!',
    nothing(
      'FIS does not reboot brokers',
      'cut the subnet of a broker off with `aws:network:disrupt-connectivity`',
    ),
  ),
  activity(
    'msk.actions.delete_cluster',
    'cluster_arn!',
    nothing(DELETES, 'cut the subnet of a broker off with `aws:network:disrupt-connectivity`'),
  ),
  activity(
    'msk.probes.describe_msk_cluster',
    'cluster_arn!',
    nothing(DESCRIBES, 'probe `ActiveControllerCount` or `OfflinePartitionsCount` in AWS/Kafka'),
  ),
  activity(
    'msk.probes.get_bootstrap_servers',
    'cluster_arn!',
    nothing(DESCRIBES, 'probe `ActiveControllerCount` or `OfflinePartitionsCount` in AWS/Kafka'),
  ),
  activity(
    'rds.actions.failover_db_cluster',
    'db_cluster_identifier! target_db_instance_identifier',
    fault(failover),
  ),
  activity('rds.actions.reboot_db_instance', 'db_instance_identifier! force_failover', fault(reboot)),
  activity(
    'rds.actions.stop_db_instance',
    'db_instance_identifier! db_snapshot_identifier',
    nothing(
      STOPS,
      'reboot it with `aws:rds:reboot-db-instances`, with `forceFailover` where it has a standby',
    ),
  ),
  activity(
    'rds.actions.stop_db_cluster',
    'db_cluster_identifier!',
    nothing(STOPS, 'fail it over with `aws:rds:failover-db-cluster`'),
  ),
  activity(
    'rds.actions.delete_db_instance',
    'db_instance_identifier! skip_final_snapshot db_snapshot_identifier delete_automated_backups',
    nothing(DELETES, 'reboot it with `aws:rds:reboot-db-instances`'),
  ),
  activity(
    'rds.actions.delete_db_cluster',
    'db_cluster_identifier! skip_final_snapshot db_snapshot_identifier',
    nothing(DELETES, 'fail it over with `aws:rds:failover-db-cluster`'),
  ),
  activity(
    'rds.actions.delete_db_cluster_endpoint',
    'db_cluster_identifier!',
    nothing(DELETES, 'fail it over with `aws:rds:failover-db-cluster`'),
  ),
  activity('rds.probes.instance_status', 'instance_id filters', nothing(LOOKS_AT_TARGET)),
  activity('rds.probes.cluster_status', 'cluster_id filters', nothing(LOOKS_AT_TARGET)),
  activity('rds.probes.cluster_membership_count', 'cluster_id!', nothing(LOOKS_AT_TARGET)),
  activity(
    's3.actions.delete_object',
    'bucket_name! object_key! version_id',
    nothing(
      DELETES,
      'make S3 unreachable with `aws:network:disrupt-connectivity` and `scope: s3`, or hold its replication with `aws:s3:bucket-pause-replication`',
    ),
  ),
  activity('s3.actions.toggle_versioning', 'bucket_name! mfa_delete status mfa owner', nothing(CONFIGURES)),
  activity(
    's3.probes.bucket_exists',
    'bucket_name!',
    nothing(
      'whether a bucket exists is no sign that it can be used',
      'probe what your users read from it, or `5xxErrors` in AWS/S3',
    ),
  ),
  activity(
    's3.probes.object_exists',
    'bucket_name! object_key! version_id',
    nothing(
      'whether an object exists is no sign that it can be used',
      'probe what your users read, or `5xxErrors` in AWS/S3',
    ),
  ),
];
