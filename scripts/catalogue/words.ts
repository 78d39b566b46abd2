import type { CatalogueAction, CatalogueParameter } from '../../core/catalogue/catalogue.ts';
import type { Chooser } from '../../core/experiment.ts';

/** How a fault ends, in a table. */
export const ends: Readonly<Record<CatalogueAction['revertClass'], string>> = {
  irreversible: 'cannot be undone',
  'self-reverting': 'by itself',
  'if-asked': 'only if asked',
  'by-document': 'by its document',
  ours: 'by us',
};

/** How a fault ends, and how sure that is. */
export const endsHow = ({ revertClass, revertBasis }: CatalogueAction): string =>
  `${ends[revertClass]}, ${revertBasis}`;

/** The names of services, in the order of the page. */
export const services: Readonly<Record<string, string>> = {
  ec2: 'EC2 and Auto Scaling',
  ebs: 'EBS',
  ssm: 'Systems Manager',
  network: 'Network',
  directconnect: 'Direct Connect',
  arc: 'Application Recovery Controller',
  rds: 'RDS, Aurora and DocumentDB',
  dsql: 'Aurora DSQL',
  dynamodb: 'DynamoDB',
  elasticache: 'ElastiCache',
  memorydb: 'MemoryDB',
  s3: 'S3',
  kinesis: 'Kinesis Data Streams',
  lambda: 'Lambda',
  ecs: 'ECS',
  eks: 'EKS',
  fis: 'API errors, and waiting',
  cloudwatch: 'CloudWatch',
};

/** The ways to choose targets, in words. */
export const waysInWords = (choosers: readonly Chooser[]): string =>
  new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(choosers.map((chooser) => ways[chooser]));

const ways: Readonly<Record<Chooser, string>> = {
  arns: 'ARN',
  tags: 'tags',
  autoScalingGroup: 'Auto Scaling group',
  stack: 'stack',
  parameters: 'target parameters',
};

/** What may stand as a parameter's value. */
export const valueText = (parameter: CatalogueParameter): string => {
  const { kind, allowed, maxItems } = parameter;
  if (allowed)
    return `${kind.startsWith('csv') ? 'list of ' : ''}${allowed.map((one) => `\`${one}\``).join(' | ')}`;
  const range = rangeOf(parameter);
  const most = maxItems ? `at most ${maxItems}` : '';
  return [kinds[kind] ?? kind, range, most].filter((part) => part !== '').join(', ');
};

const rangeOf = ({ min, max, minDuration, maxDuration }: CatalogueParameter): string => {
  const [least, most] = [minDuration ?? min, maxDuration ?? max];
  if (least !== undefined && most !== undefined) return `${least} to ${most}`;
  if (least !== undefined) return `${least} or more`;
  return most === undefined ? '' : `at most ${most}`;
};

const kinds: Readonly<Record<string, string>> = {
  'iso8601-duration': 'duration',
  'integer-percent': 'whole number, per cent',
  'number-percent': 'number, per cent',
  'integer-ms': 'milliseconds',
  'integer-seconds': 'seconds',
  'integer-port': 'port',
  integer: 'whole number',
  csv: 'list',
  'csv-arn': 'list of ARNs',
  'csv-az': 'list of zones',
  az: 'zone',
  json: 'JSON object',
  arn: 'ARN',
  region: 'Region',
  string: 'text',
};

/** Whether a parameter has to be given. */
export const needText = ({ required, requiredWhen, default: usual }: CatalogueParameter): string => {
  if (required === true) return 'required';
  const or = usual === undefined ? '' : `, else \`${usual}\``;
  if (requiredWhen) return `required if ${requiredWhen}`;
  return required === 'unclear' ? `AWS does not say${or}` : `optional${or}`;
};
