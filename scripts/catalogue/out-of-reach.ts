import { table } from './markdown.ts';

const rows = [
  [
    'the EKS control plane: API server, scheduler, etcd',
    'AWS runs it, and no action of FIS touches it.',
    'What the cluster does without it: pods that lose the API server (`aws:eks:pod-network-blackhole-port`, `egress`, 443) or nodes that do (`aws:network:disrupt-connectivity` on their subnets). What the cluster does when its own add-ons fail: `aws:eks:pod-delete` on CoreDNS or an admission webhook. Load on the API server or etcd is a load test, not a fault.',
  ],
  [
    "AWS's own APIs, as such",
    'Errors can be injected into calls of named IAM roles only, and only in the namespaces `ec2` and `kinesis`.',
    '`aws:fis:inject-api-*` for these two. For the others `ssm/flag` or `middy/chaos` in the caller, or its way to the endpoint: `aws:network:disrupt-vpc-endpoint`, `aws:network:disrupt-connectivity` with scope `s3` or `dynamodb`.',
  ],
  [
    'a zone, in full',
    'Only its data plane. Auto Scaling and Karpenter launch into the "dead" zone again unless that is blocked.',
    '`aws:network:disrupt-connectivity`, `aws:ec2:stop-instances` with a filter on the zone and `aws:ec2:asg-insufficient-instance-capacity-error`, together.',
  ],
  [
    'no capacity, for Karpenter',
    '`aws:ec2:api-insufficient-instance-capacity-error` does not take requests for capacity in several zones, which is how Karpenter usually asks: the fault may do nothing (inferred). The Auto Scaling form is for groups only.',
    'A node pool of one zone, and a probe that shows a launch being refused. Without that proof the verdict is untested.',
  ],
  [
    'processor, memory, disk and network of a Bottlerocket host',
    'The AWSFIS documents want bash and a package manager; on Bottlerocket Systems Manager ends up in the control container (inferred).',
    'The pod actions: `aws:eks:pod-cpu-stress` and its kin.',
  ],
  [
    'nodes of EKS Auto Mode',
    'FIS may not stop, reboot, terminate or interrupt them, nor pause their volumes ([source](https://docs.aws.amazon.com/eks/latest/userguide/automode-learn-instances.html)).',
    'The pod actions; `aws:network:disrupt-connectivity` on their subnets.',
  ],
  [
    'the network of pods on Fargate',
    'The `aws:eks:pod-network-*` actions do not run there.',
    '`aws:network:disrupt-connectivity` on the subnets. ECS tasks on Fargate can: `useEcsFaultInjectionEndpoints`.',
  ],
  [
    'the disks of RDS and ElastiCache',
    'The EBS actions take volumes of your own account, and those are not (inferred).',
    'Failover and reboot (`aws:rds:*`), `aws:elasticache:replicationgroup-interrupt-az-power`; slowness between client and database with `AWSFIS-Run-Network-Latency-Sources` on the clients.',
  ],
  [
    'MSK, MediaLive, API Gateway, SQS, SNS, CloudFront, Aurora Global Database',
    'FIS has no action for them. Public templates do it by runbooks of `aws:ssm:start-automation-execution`, whose undo is only as good as their clean-up steps.',
    'What consumes them: `lambda/event-source`, `events/rule`, `lambda/concurrency`, `ssm/flag`.',
  ],
] as const;

/** What nobody can break, and what can be done in its place. */
export const outOfReach = (): string => table(['what', 'why not', 'instead'], rows);
