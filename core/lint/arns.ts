/** The parts of an ARN. */
export type Arn = {
  readonly partition: string;
  readonly service: string;
  /** Empty for what has none. */
  readonly region: string;
  readonly account: string;
  readonly resource: string;
};

/** The parts of an ARN; undefined for a text that is none. */
export const parseArn = (text: string): Arn | undefined => {
  const [prefix, partition = '', service = '', region = '', account = '', ...rest] = text.split(':');
  return prefix === 'arn' && rest.length > 0
    ? { partition, service, region, account, resource: rest.join(':') }
    : undefined;
};

// What an ARN of a kind of resource is like, where FIS takes it by ARN. `service` and how its resource begins.
const forms: Readonly<Record<string, readonly [service: string, resource: string]>> = {
  'aws:dsql:cluster': ['dsql', 'cluster/'],
  'aws:dynamodb:global-table': ['dynamodb', 'table/'],
  'aws:ec2:autoscaling-group': ['autoscaling', 'autoScalingGroup:'],
  'aws:ec2:ebs-volume': ['ec2', 'volume/'],
  'aws:ec2:instance': ['ec2', 'instance/'],
  'aws:ec2:spot-instance': ['ec2', 'instance/'],
  'aws:ec2:subnet': ['ec2', 'subnet/'],
  'aws:ec2:transit-gateway': ['ec2', 'transit-gateway/'],
  'aws:ec2:vpc-endpoint': ['ec2', 'vpc-endpoint/'],
  'aws:ecs:cluster': ['ecs', 'cluster/'],
  'aws:ecs:task': ['ecs', 'task/'],
  'aws:eks:cluster': ['eks', 'cluster/'],
  'aws:eks:nodegroup': ['eks', 'nodegroup/'],
  'aws:elasticache:replicationgroup': ['elasticache', 'replicationgroup:'],
  'aws:iam:role': ['iam', 'role/'],
  'aws:kinesis:stream': ['kinesis', 'stream/'],
  'aws:lambda:function': ['lambda', 'function:'],
  'aws:rds:cluster': ['rds', 'cluster:'],
  'aws:rds:db': ['rds', 'db:'],
  'aws:s3:bucket': ['s3', ''],
};

/** How an ARN of a kind of resource would begin, if this one does not; undefined where it does, or nobody knows. */
export const otherwise = (resourceType: string, { service, resource }: Arn): string | undefined => {
  const form = Object.hasOwn(forms, resourceType) ? forms[resourceType] : undefined;
  if (form === undefined || (form[0] === service && resource.startsWith(form[1]))) return undefined;
  return `arn:aws:${form[0]}:…:${form[1]}…`;
};
