/**
 * What the seed talks and their workshop broke, or wished they could, and the experiments that do it now: system, failure,
 * files. The two that nobody can break are told in words, beside what comes nearest.
 */
export const seeds: readonly (readonly [system: string, failure: string, files: readonly string[]])[] = [
  [
    'EC2 web tier',
    'one instance lost',
    ['ec2-alb/web-instance-terminated', 'ec2-alb/one-web-instance-stops'],
  ],
  ['web process on one host', 'process killed', ['ec2-alb/web-process-killed']],
  [
    'RDS MySQL Multi-AZ',
    'primary failover',
    ['rds-multi-az/primary-fails-over', 'rds-multi-az/primary-fails-over-old-clients'],
  ],
  ['RDS client without read timeout', 'failover', ['rds-multi-az/worker-without-read-timeout']],
  ['a whole zone, no primary in it', 'zone loss', ['availability-zone/zone-without-primary-lost']],
  ['a whole zone, with the primary', 'zone loss', ['availability-zone/zone-with-primary-lost']],
  ['S3 image', 'object unreadable', ['s3/bucket-unreachable']],
  ['Auto Scaling group', '50 % of instances', ['auto-scaling/half-of-the-group']],
  ['EKS worker node', 'node loss', ['eks/node-terminated', 'eks/node-group-third-terminated']],
  [
    'EKS pod',
    'pod loss, latency',
    [
      'eks/pod-deleted',
      'eks/pod-processor-busy',
      'eks/pod-memory-full',
      'eks/pod-network-slow',
      'eks/pod-network-lossy',
    ],
  ],
  [
    'EKS fleet on Karpenter',
    'node loss, Spot reclaim, no capacity',
    ['karpenter/nodepool-node-terminated', 'karpenter/spot-interruption', 'karpenter/nodepool-no-capacity'],
  ],
  ['single-AZ event in EKS', 'zone impaired and shifted away', ['eks-zonal/zone-impaired-then-shifted']],
  ['etcd and API server', 'control plane stress', ['eks/control-plane-out-of-reach']],
  ['Bottlerocket nodes', 'host stress', ['eks-zonal/bottlerocket-pod-disk-busy']],
  ['Slack, API trigger, schedule', 'started by itself', ['ec2-alb/web-instance-every-tuesday']],
];
