// Written by scripts/catalogue.ts from core/catalogue/*.json: change those, then run it.

import type { ACTION_IDS } from './action-ids.ts';

/** An action that the catalogue knows. */
export type ActionId = (typeof ACTION_IDS)[number];

/** What a parameter's text has to be. `csv` lists are separated by commas, without spaces. */
export type ParameterKind =
  | 'arn'
  | 'az'
  | 'boolean'
  | 'csv'
  | 'csv-arn'
  | 'csv-az'
  | 'csv-enum'
  | 'enum'
  | 'integer'
  | 'integer-ms'
  | 'integer-percent'
  | 'integer-port'
  | 'integer-seconds'
  | 'iso8601-duration'
  | 'json'
  | 'number-percent'
  | 'region'
  | 'string';

/** FIS's names for what can be a target. */
export type ResourceType =
  | 'aws:arc:zonal-shift-managed-resource'
  | 'aws:directconnect:virtual-interface'
  | 'aws:dsql:cluster'
  | 'aws:dynamodb:global-table'
  | 'aws:ec2:autoscaling-group'
  | 'aws:ec2:ebs-volume'
  | 'aws:ec2:instance'
  | 'aws:ec2:spot-instance'
  | 'aws:ec2:subnet'
  | 'aws:ec2:transit-gateway'
  | 'aws:ec2:vpc-endpoint'
  | 'aws:ecs:cluster'
  | 'aws:ecs:task'
  | 'aws:eks:cluster'
  | 'aws:eks:nodegroup'
  | 'aws:eks:pod'
  | 'aws:elasticache:replicationgroup'
  | 'aws:iam:role'
  | 'aws:kinesis:stream'
  | 'aws:lambda:function'
  | 'aws:memorydb:multi-region-cluster'
  | 'aws:rds:cluster'
  | 'aws:rds:db'
  | 'aws:s3:bucket';

/** The SSM documents that AWS provides for `aws:ssm:send-command`. */
export type AwsfisDocumentName =
  | 'AWSFIS-Run-CPU-Stress'
  | 'AWSFIS-Run-Disk-Fill'
  | 'AWSFIS-Run-IO-Stress'
  | 'AWSFIS-Run-Kill-Process'
  | 'AWSFIS-Run-Memory-Stress'
  | 'AWSFIS-Run-Network-Blackhole-Port'
  | 'AWSFIS-Run-Network-Latency'
  | 'AWSFIS-Run-Network-Latency-Sources'
  | 'AWSFIS-Run-Network-Packet-Loss'
  | 'AWSFIS-Run-Network-Packet-Loss-Sources';

/** The parameters of each action as FIS takes them: every value is text. */
export type ActionParameters = {
  readonly 'aws:fis:inject-api-internal-error': {
    readonly duration: `P${string}`;
    readonly service: 'ec2' | 'kinesis';
    readonly percentage: `${number}`;
    readonly operations: string;
  };
  readonly 'aws:fis:inject-api-throttle-error': {
    readonly duration: `P${string}`;
    readonly service: 'ec2' | 'kinesis';
    readonly percentage: `${number}`;
    readonly operations: string;
  };
  readonly 'aws:fis:inject-api-unavailable-error': {
    readonly duration: `P${string}`;
    readonly service: 'ec2' | 'kinesis';
    readonly percentage: `${number}`;
    readonly operations: string;
  };
  readonly 'aws:arc:start-zonal-autoshift': {
    readonly duration: `P${string}`;
    readonly availabilityZoneIdentifier: string;
    readonly managedResourceTypes?: string;
    readonly zonalAutoshiftStatus?: 'ENABLED' | 'DISABLED' | 'ANY';
  };
  readonly 'aws:fis:wait': {
    readonly duration: `P${string}`;
  };
  readonly 'aws:cloudwatch:assert-alarm-state': {
    readonly alarmArns: string;
    readonly alarmStates: string;
  };
  readonly 'aws:dynamodb:global-table-pause-replication': {
    readonly duration: `P${string}`;
  };
  readonly 'aws:dsql:cluster-connection-failure': {
    readonly duration: `P${string}`;
    readonly percentage: `${number}`;
  };
  readonly 'aws:ebs:pause-volume-io': {
    readonly duration: `P${string}`;
  };
  readonly 'aws:ebs:volume-io-latency': {
    readonly readIOPercentage?: `${number}`;
    readonly readIOLatencyMilliseconds?: `${number}`;
    readonly writeIOPercentage?: `${number}`;
    readonly writeIOLatencyMilliseconds?: `${number}`;
    readonly duration: `P${string}`;
  };
  readonly 'aws:ec2:api-insufficient-instance-capacity-error': {
    readonly duration: `P${string}`;
    readonly availabilityZoneIdentifiers: string;
    readonly percentage: `${number}`;
  };
  readonly 'aws:ec2:asg-insufficient-instance-capacity-error': {
    readonly duration: `P${string}`;
    readonly availabilityZoneIdentifiers: string;
    readonly percentage?: `${number}`;
  };
  readonly 'aws:ec2:reboot-instances': Readonly<Record<string, never>>;
  readonly 'aws:ec2:send-spot-instance-interruptions': {
    readonly durationBeforeInterruption: `P${string}`;
  };
  readonly 'aws:ec2:stop-instances': {
    readonly startInstancesAfterDuration?: `P${string}`;
    readonly completeIfInstancesTerminated?: 'true' | 'false';
  };
  readonly 'aws:ec2:terminate-instances': Readonly<Record<string, never>>;
  readonly 'aws:ecs:drain-container-instances': {
    readonly drainagePercentage: `${number}`;
    readonly duration: `P${string}`;
  };
  readonly 'aws:ecs:stop-task': Readonly<Record<string, never>>;
  readonly 'aws:ecs:task-cpu-stress': {
    readonly duration: `P${string}`;
    readonly percent?: `${number}`;
    readonly workers?: `${number}`;
    readonly installDependencies?: 'True' | 'False';
  };
  readonly 'aws:ecs:task-io-stress': {
    readonly duration: `P${string}`;
    readonly percent?: `${number}`;
    readonly workers?: `${number}`;
    readonly installDependencies?: 'True' | 'False';
  };
  readonly 'aws:ecs:task-kill-process': {
    readonly processName: string;
    readonly signal?: 'SIGTERM' | 'SIGKILL';
    readonly installDependencies?: 'True' | 'False';
  };
  readonly 'aws:ecs:task-network-blackhole-port': {
    readonly duration: `P${string}`;
    readonly port: `${number}`;
    readonly trafficType: 'ingress' | 'egress';
    readonly protocol?: 'tcp' | 'udp';
    readonly installDependencies?: 'True' | 'False';
    readonly useEcsFaultInjectionEndpoints?: 'true' | 'false';
  };
  readonly 'aws:ecs:task-network-latency': {
    readonly duration: `P${string}`;
    readonly delayMilliseconds?: `${number}`;
    readonly jitterMilliseconds?: `${number}`;
    readonly flowsPercent?: `${number}`;
    readonly sources?: string;
    readonly installDependencies?: 'True' | 'False';
    readonly useEcsFaultInjectionEndpoints?: 'true' | 'false';
  };
  readonly 'aws:ecs:task-network-packet-loss': {
    readonly duration: `P${string}`;
    readonly lossPercent?: `${number}`;
    readonly flowsPercent?: `${number}`;
    readonly sources?: string;
    readonly installDependencies?: 'True' | 'False';
    readonly useEcsFaultInjectionEndpoints?: 'true' | 'false';
  };
  readonly 'aws:eks:inject-kubernetes-custom-resource': {
    readonly kubernetesApiVersion: 'chaos-mesh.org/v1alpha1' | 'litmuschaos.io/v1alpha1';
    readonly kubernetesKind:
      | 'AWSChaos'
      | 'DNSChaos'
      | 'GCPChaos'
      | 'HTTPChaos'
      | 'IOChaos'
      | 'JVMChaos'
      | 'KernelChaos'
      | 'NetworkChaos'
      | 'PhysicalMachineChaos'
      | 'PodChaos'
      | 'PodHttpChaos'
      | 'PodIOChaos'
      | 'PodNetworkChaos'
      | 'Schedule'
      | 'StressChaos'
      | 'TimeChaos'
      | 'ChaosEngine';
    readonly kubernetesNamespace: string;
    readonly kubernetesSpec: string;
    readonly maxDuration: `P${string}`;
  };
  readonly 'aws:eks:pod-cpu-stress': {
    readonly duration: `P${string}`;
    readonly percent?: `${number}`;
    readonly workers?: `${number}`;
    readonly kubernetesServiceAccount: string;
    readonly fisPodContainerImage?: string;
    readonly maxErrorsPercent?: `${number}`;
    readonly fisPodLabels?: string;
    readonly fisPodAnnotations?: string;
    readonly fisPodSecurityPolicy?: 'privileged' | 'baseline' | 'restricted';
  };
  readonly 'aws:eks:pod-delete': {
    readonly gracePeriodSeconds?: `${number}`;
    readonly kubernetesServiceAccount: string;
    readonly fisPodContainerImage?: string;
    readonly maxErrorsPercent?: `${number}`;
    readonly fisPodLabels?: string;
    readonly fisPodAnnotations?: string;
    readonly fisPodSecurityPolicy?: 'privileged' | 'baseline' | 'restricted';
  };
  readonly 'aws:eks:pod-io-stress': {
    readonly duration: `P${string}`;
    readonly workers?: `${number}`;
    readonly percent?: `${number}`;
    readonly kubernetesServiceAccount: string;
    readonly fisPodContainerImage?: string;
    readonly maxErrorsPercent?: `${number}`;
    readonly fisPodLabels?: string;
    readonly fisPodAnnotations?: string;
    readonly fisPodSecurityPolicy?: 'privileged' | 'baseline';
  };
  readonly 'aws:eks:pod-memory-stress': {
    readonly duration: `P${string}`;
    readonly workers?: `${number}`;
    readonly percent?: `${number}`;
    readonly kubernetesServiceAccount: string;
    readonly fisPodContainerImage?: string;
    readonly maxErrorsPercent?: `${number}`;
    readonly fisPodLabels?: string;
    readonly fisPodAnnotations?: string;
    readonly fisPodSecurityPolicy?: 'privileged' | 'baseline' | 'restricted';
  };
  readonly 'aws:eks:pod-network-blackhole-port': {
    readonly duration: `P${string}`;
    readonly protocol: 'tcp' | 'udp';
    readonly trafficType: 'ingress' | 'egress';
    readonly port: `${number}`;
    readonly kubernetesServiceAccount: string;
    readonly fisPodContainerImage?: string;
    readonly maxErrorsPercent?: `${number}`;
    readonly fisPodLabels?: string;
    readonly fisPodAnnotations?: string;
  };
  readonly 'aws:eks:pod-network-latency': {
    readonly duration: `P${string}`;
    readonly interface?: string;
    readonly delayMilliseconds?: `${number}`;
    readonly jitterMilliseconds?: `${number}`;
    readonly flowsPercent?: `${number}`;
    readonly sources?: string;
    readonly kubernetesServiceAccount: string;
    readonly fisPodContainerImage?: string;
    readonly maxErrorsPercent?: `${number}`;
    readonly fisPodLabels?: string;
    readonly fisPodAnnotations?: string;
  };
  readonly 'aws:eks:pod-network-packet-loss': {
    readonly duration: `P${string}`;
    readonly interface?: string;
    readonly lossPercent?: `${number}`;
    readonly flowsPercent?: `${number}`;
    readonly sources?: string;
    readonly kubernetesServiceAccount: string;
    readonly fisPodContainerImage?: string;
    readonly maxErrorsPercent?: `${number}`;
    readonly fisPodLabels?: string;
    readonly fisPodAnnotations?: string;
  };
  readonly 'aws:eks:terminate-nodegroup-instances': {
    readonly instanceTerminationPercentage: `${number}`;
  };
  readonly 'aws:elasticache:replicationgroup-interrupt-az-power': {
    readonly duration: `P${string}`;
  };
  readonly 'aws:kinesis:stream-provisioned-throughput-exception': {
    readonly duration: `P${string}`;
    readonly percentage: `${number}`;
  };
  readonly 'aws:kinesis:stream-expired-iterator-exception': {
    readonly duration: `P${string}`;
    readonly percentage: `${number}`;
  };
  readonly 'aws:lambda:invocation-add-delay': {
    readonly duration: `P${string}`;
    readonly invocationPercentage?: `${number}`;
    readonly startupDelayMilliseconds?: `${number}`;
  };
  readonly 'aws:lambda:invocation-error': {
    readonly duration: `P${string}`;
    readonly invocationPercentage?: `${number}`;
    readonly preventExecution: 'true' | 'false';
  };
  readonly 'aws:lambda:invocation-http-integration-response': {
    readonly contentTypeHeader: string;
    readonly duration: `P${string}`;
    readonly invocationPercentage?: `${number}`;
    readonly preventExecution: 'true' | 'false';
    readonly statusCode: `${number}`;
  };
  readonly 'aws:memorydb:multi-region-cluster-pause-replication': {
    readonly duration: `P${string}`;
  };
  readonly 'aws:network:disrupt-connectivity': {
    readonly scope: 'all' | 'availability-zone' | 'dynamodb' | 'prefix-list' | 's3' | 's3express' | 'vpc';
    readonly duration: `P${string}`;
    readonly prefixListIdentifier?: string;
  };
  readonly 'aws:network:route-table-disrupt-cross-region-connectivity': {
    readonly region: string;
    readonly duration: `P${string}`;
  };
  readonly 'aws:network:transit-gateway-disrupt-cross-region-connectivity': {
    readonly region: string;
    readonly duration: `P${string}`;
  };
  readonly 'aws:network:disrupt-vpc-endpoint': {
    readonly duration: `P${string}`;
  };
  readonly 'aws:rds:failover-db-cluster': Readonly<Record<string, never>>;
  readonly 'aws:rds:reboot-db-instances': {
    readonly forceFailover?: 'true' | 'false';
  };
  readonly 'aws:s3:bucket-pause-replication': {
    readonly duration: `P${string}`;
    readonly region: string;
    readonly destinationBuckets?: string;
    readonly prefixes?: string;
  };
  readonly 'aws:ssm:send-command': {
    readonly documentArn: string;
    readonly documentVersion?: string;
    readonly documentParameters?: string;
    readonly duration: `P${string}`;
  };
  readonly 'aws:ssm:start-automation-execution': {
    readonly documentArn: string;
    readonly documentVersion?: string;
    readonly documentParameters?: string;
    readonly maxDuration: `P${string}`;
  };
  readonly 'aws:directconnect:virtual-interface-disconnect': {
    readonly duration: `P${string}`;
  };
};

/** The target keys of each action, with the kind of resource each one takes. */
export type ActionTargets = {
  readonly 'aws:fis:inject-api-internal-error': {
    readonly Roles: 'aws:iam:role';
  };
  readonly 'aws:fis:inject-api-throttle-error': {
    readonly Roles: 'aws:iam:role';
  };
  readonly 'aws:fis:inject-api-unavailable-error': {
    readonly Roles: 'aws:iam:role';
  };
  readonly 'aws:arc:start-zonal-autoshift': {
    readonly ManagedResources: 'aws:arc:zonal-shift-managed-resource';
  };
  readonly 'aws:fis:wait': Readonly<Record<string, never>>;
  readonly 'aws:cloudwatch:assert-alarm-state': Readonly<Record<string, never>>;
  readonly 'aws:dynamodb:global-table-pause-replication': {
    readonly Tables: 'aws:dynamodb:global-table';
  };
  readonly 'aws:dsql:cluster-connection-failure': {
    readonly Clusters: 'aws:dsql:cluster';
  };
  readonly 'aws:ebs:pause-volume-io': {
    readonly Volumes: 'aws:ec2:ebs-volume';
  };
  readonly 'aws:ebs:volume-io-latency': {
    readonly Volumes: 'aws:ec2:ebs-volume';
  };
  readonly 'aws:ec2:api-insufficient-instance-capacity-error': {
    readonly Roles: 'aws:iam:role';
  };
  readonly 'aws:ec2:asg-insufficient-instance-capacity-error': {
    readonly AutoScalingGroups: 'aws:ec2:autoscaling-group';
  };
  readonly 'aws:ec2:reboot-instances': {
    readonly Instances: 'aws:ec2:instance';
  };
  readonly 'aws:ec2:send-spot-instance-interruptions': {
    readonly SpotInstances: 'aws:ec2:spot-instance';
  };
  readonly 'aws:ec2:stop-instances': {
    readonly Instances: 'aws:ec2:instance';
  };
  readonly 'aws:ec2:terminate-instances': {
    readonly Instances: 'aws:ec2:instance';
  };
  readonly 'aws:ecs:drain-container-instances': {
    readonly Clusters: 'aws:ecs:cluster';
  };
  readonly 'aws:ecs:stop-task': {
    readonly Tasks: 'aws:ecs:task';
  };
  readonly 'aws:ecs:task-cpu-stress': {
    readonly Tasks: 'aws:ecs:task';
  };
  readonly 'aws:ecs:task-io-stress': {
    readonly Tasks: 'aws:ecs:task';
  };
  readonly 'aws:ecs:task-kill-process': {
    readonly Tasks: 'aws:ecs:task';
  };
  readonly 'aws:ecs:task-network-blackhole-port': {
    readonly Tasks: 'aws:ecs:task';
  };
  readonly 'aws:ecs:task-network-latency': {
    readonly Tasks: 'aws:ecs:task';
  };
  readonly 'aws:ecs:task-network-packet-loss': {
    readonly Tasks: 'aws:ecs:task';
  };
  readonly 'aws:eks:inject-kubernetes-custom-resource': {
    readonly Cluster: 'aws:eks:cluster';
  };
  readonly 'aws:eks:pod-cpu-stress': {
    readonly Pods: 'aws:eks:pod';
  };
  readonly 'aws:eks:pod-delete': {
    readonly Pods: 'aws:eks:pod';
  };
  readonly 'aws:eks:pod-io-stress': {
    readonly Pods: 'aws:eks:pod';
  };
  readonly 'aws:eks:pod-memory-stress': {
    readonly Pods: 'aws:eks:pod';
  };
  readonly 'aws:eks:pod-network-blackhole-port': {
    readonly Pods: 'aws:eks:pod';
  };
  readonly 'aws:eks:pod-network-latency': {
    readonly Pods: 'aws:eks:pod';
  };
  readonly 'aws:eks:pod-network-packet-loss': {
    readonly Pods: 'aws:eks:pod';
  };
  readonly 'aws:eks:terminate-nodegroup-instances': {
    readonly Nodegroups: 'aws:eks:nodegroup';
  };
  readonly 'aws:elasticache:replicationgroup-interrupt-az-power': {
    readonly ReplicationGroups: 'aws:elasticache:replicationgroup';
  };
  readonly 'aws:kinesis:stream-provisioned-throughput-exception': {
    readonly KinesisStreams: 'aws:kinesis:stream';
  };
  readonly 'aws:kinesis:stream-expired-iterator-exception': {
    readonly KinesisStreams: 'aws:kinesis:stream';
  };
  readonly 'aws:lambda:invocation-add-delay': {
    readonly Functions: 'aws:lambda:function';
  };
  readonly 'aws:lambda:invocation-error': {
    readonly Functions: 'aws:lambda:function';
  };
  readonly 'aws:lambda:invocation-http-integration-response': {
    readonly Functions: 'aws:lambda:function';
  };
  readonly 'aws:memorydb:multi-region-cluster-pause-replication': {
    readonly MultiRegionClusters: 'aws:memorydb:multi-region-cluster';
  };
  readonly 'aws:network:disrupt-connectivity': {
    readonly Subnets: 'aws:ec2:subnet';
  };
  readonly 'aws:network:route-table-disrupt-cross-region-connectivity': {
    readonly Subnets: 'aws:ec2:subnet';
  };
  readonly 'aws:network:transit-gateway-disrupt-cross-region-connectivity': {
    readonly TransitGateways: 'aws:ec2:transit-gateway';
  };
  readonly 'aws:network:disrupt-vpc-endpoint': {
    readonly VPCEndpoints: 'aws:ec2:vpc-endpoint';
  };
  readonly 'aws:rds:failover-db-cluster': {
    readonly Clusters: 'aws:rds:cluster';
  };
  readonly 'aws:rds:reboot-db-instances': {
    readonly DBInstances: 'aws:rds:db';
  };
  readonly 'aws:s3:bucket-pause-replication': {
    readonly Buckets: 'aws:s3:bucket';
  };
  readonly 'aws:ssm:send-command': {
    readonly Instances: 'aws:ec2:instance';
  };
  readonly 'aws:ssm:start-automation-execution': Readonly<Record<string, never>>;
  readonly 'aws:directconnect:virtual-interface-disconnect': {
    readonly VirtualInterfaces: 'aws:directconnect:virtual-interface';
  };
};

/** The target parameters of each kind of resource. */
export type TargetParameters = {
  readonly 'aws:arc:zonal-shift-managed-resource': Readonly<Record<string, never>>;
  readonly 'aws:directconnect:virtual-interface': Readonly<Record<string, never>>;
  readonly 'aws:dsql:cluster': Readonly<Record<string, never>>;
  readonly 'aws:dynamodb:global-table': Readonly<Record<string, never>>;
  readonly 'aws:ec2:autoscaling-group': Readonly<Record<string, never>>;
  readonly 'aws:ec2:ebs-volume': {
    readonly availabilityZoneIdentifier?: string;
  };
  readonly 'aws:ec2:instance': Readonly<Record<string, never>>;
  readonly 'aws:ec2:spot-instance': Readonly<Record<string, never>>;
  readonly 'aws:ec2:subnet': {
    readonly availabilityZoneIdentifier?: string;
    readonly vpc?: string;
  };
  readonly 'aws:ec2:transit-gateway': Readonly<Record<string, never>>;
  readonly 'aws:ec2:vpc-endpoint': Readonly<Record<string, never>>;
  readonly 'aws:ecs:cluster': Readonly<Record<string, never>>;
  readonly 'aws:ecs:task': {
    readonly cluster?: string;
    readonly service?: string;
  };
  readonly 'aws:eks:cluster': Readonly<Record<string, never>>;
  readonly 'aws:eks:nodegroup': Readonly<Record<string, never>>;
  readonly 'aws:eks:pod': {
    readonly availabilityZoneIdentifier?: string;
    readonly clusterIdentifier: string;
    readonly namespace: string;
    readonly selectorType: string;
    readonly selectorValue: string;
    readonly targetContainerName?: string;
  };
  readonly 'aws:elasticache:replicationgroup': {
    readonly availabilityZoneIdentifier: string;
  };
  readonly 'aws:iam:role': Readonly<Record<string, never>>;
  readonly 'aws:kinesis:stream': Readonly<Record<string, never>>;
  readonly 'aws:lambda:function': {
    readonly functionQualifier?: string;
  };
  readonly 'aws:memorydb:multi-region-cluster': Readonly<Record<string, never>>;
  readonly 'aws:rds:cluster': {
    readonly writerAvailabilityZoneIdentifiers?: string;
  };
  readonly 'aws:rds:db': {
    readonly availabilityZoneIdentifiers?: string;
  };
  readonly 'aws:s3:bucket': Readonly<Record<string, never>>;
};

/** The parameters of each AWSFIS document, as in `documentParameters`. */
export type DocumentParameters = {
  readonly 'AWSFIS-Run-CPU-Stress': {
    readonly DurationSeconds: `${number}`;
    readonly CPU?: `${number}`;
    readonly LoadPercent?: `${number}`;
    readonly InstallDependencies?: 'True' | 'False';
  };
  readonly 'AWSFIS-Run-Disk-Fill': {
    readonly DurationSeconds: `${number}`;
    readonly Percent?: `${number}`;
    readonly InstallDependencies?: 'True' | 'False';
  };
  readonly 'AWSFIS-Run-IO-Stress': {
    readonly DurationSeconds: `${number}`;
    readonly Workers?: `${number}`;
    readonly Percent?: `${number}`;
    readonly InstallDependencies?: 'True' | 'False';
  };
  readonly 'AWSFIS-Run-Kill-Process': {
    readonly ProcessName: string;
    readonly Signal?: 'SIGTERM' | 'SIGKILL';
    readonly InstallDependencies?: 'True' | 'False';
  };
  readonly 'AWSFIS-Run-Memory-Stress': {
    readonly DurationSeconds: `${number}`;
    readonly Workers?: `${number}`;
    readonly Percent: `${number}`;
    readonly InstallDependencies?: 'True' | 'False';
  };
  readonly 'AWSFIS-Run-Network-Blackhole-Port': {
    readonly Protocol: 'tcp' | 'udp';
    readonly Port: `${number}`;
    readonly TrafficType?: 'ingress' | 'egress';
    readonly DurationSeconds: `${number}`;
    readonly InstallDependencies?: 'True' | 'False';
  };
  readonly 'AWSFIS-Run-Network-Latency': {
    readonly Interface?: string;
    readonly DelayMilliseconds?: `${number}`;
    readonly DurationSeconds: `${number}`;
    readonly InstallDependencies?: 'True' | 'False';
  };
  readonly 'AWSFIS-Run-Network-Latency-Sources': {
    readonly Interface?: string;
    readonly DelayMilliseconds?: `${number}`;
    readonly JitterMilliseconds?: `${number}`;
    readonly FlowsPercent?: `${number}`;
    readonly Sources: string;
    readonly TrafficType?: 'ingress' | 'egress';
    readonly DurationSeconds: `${number}`;
    readonly InstallDependencies?: 'True' | 'False';
  };
  readonly 'AWSFIS-Run-Network-Packet-Loss': {
    readonly Interface?: string;
    readonly LossPercent?: `${number}`;
    readonly DurationSeconds: `${number}`;
    readonly InstallDependencies?: 'True' | 'False';
  };
  readonly 'AWSFIS-Run-Network-Packet-Loss-Sources': {
    readonly Interface?: string;
    readonly LossPercent?: `${number}`;
    readonly FlowsPercent?: `${number}`;
    readonly Sources: string;
    readonly TrafficType?: 'ingress' | 'egress';
    readonly DurationSeconds: `${number}`;
    readonly InstallDependencies?: 'True' | 'False';
  };
};
