import { parseDocument } from '../../../core/documents/parse-document.ts';
import type { Experiment } from '../../../core/experiment.ts';

const stop = {
  name: 'stop-one',
  action: 'aws:ec2:stop-instances',
  targets: {
    resourceType: 'aws:ec2:instance',
    tags: { app: 'shop', tier: 'web' },
    filters: [{ path: 'State.Name', values: ['running'] }],
    select: 'COUNT(1)',
  },
  parameters: { startInstancesAfterDuration: 'PT3M' },
};

/** A document against which nothing can be said. */
const base = {
  kind: 'Experiment',
  name: 'one-web-instance-stops',
  title: 'The shop stays up when one web instance stops',
  owner: 'team-shop@example.com',
  purpose: 'We lose an instance every month; nobody should notice.',
  steadyState: {
    holdFor: 'PT1M',
    probes: [
      { name: 'front-page', type: 'http', url: 'https://shop.example.com/' },
      { name: 'alarm', type: 'alarm', alarm: 'shop-5xx' },
      {
        name: 'healthy-hosts',
        type: 'metric',
        metrics: {
          healthy: {
            namespace: 'AWS/ApplicationELB',
            metric: 'HealthyHostCount',
            dimensions: { TargetGroup: 'targetgroup/shop/1' },
            stat: 'Minimum',
          },
        },
        bounds: { min: 2 },
      },
    ],
  },
  faults: [stop],
  recovery: { within: 'PT5M' },
  limits: { maxDuration: 'PT30M', maxTargets: 3, maxPercent: 100 },
};

/** A change of the document: what stands at a JSON pointer; nothing at all where it is `undefined`. */
export type Changes = Readonly<Record<string, unknown>>;

/** The text of the good document with some changes. */
export const textWith = (changes: Changes): string => {
  const document: unknown = structuredClone(base);
  for (const [pointer, value] of Object.entries(changes)) put(document, pointer.slice(1).split('/'), value);
  return JSON.stringify(document, null, 2);
};

const put = (node: unknown, [step = '', ...rest]: readonly string[], value: unknown): void => {
  if (typeof node !== 'object' || node === null) throw new Error(`nothing to put ${step} into`);
  const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
  if (rest.length > 0) put(Object.entries(node).find(([name]) => name === key)?.[1], rest, value);
  else if (value === undefined) Reflect.deleteProperty(node, key);
  else Object.assign(node, { [key]: structuredClone(value) });
};

/** The good document with some changes, parsed. A change that makes it invalid is a mistake of the test. */
export const experimentWith = (changes: Changes = {}): Experiment => experimentIn(textWith(changes));

/** The experiment in a text. */
export const experimentIn = (text: string): Experiment => {
  const parsed = parseDocument(text, 'f.json');
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  if (parsed.document.kind !== 'Experiment') throw new Error('it is a game day');
  return parsed.document;
};

/** Faults that tables of tests begin with. */
export const fault = {
  stop,
  pods: {
    name: 'slow-pods',
    action: 'aws:eks:pod-network-latency',
    targets: {
      resourceType: 'aws:eks:pod',
      parameters: {
        clusterIdentifier: 'shop',
        namespace: 'web',
        selectorType: 'labelSelector',
        selectorValue: 'app=shop',
      },
      select: 'COUNT(1)',
    },
    parameters: { duration: 'PT5M', kubernetesServiceAccount: 'fis', delayMilliseconds: '200' },
  },
  command: {
    name: 'busy',
    action: 'aws:ssm:send-command',
    targets: {
      resourceType: 'aws:ec2:instance',
      tags: { app: 'shop' },
      filters: [{ path: 'State.Name', values: ['running'] }],
      select: 'COUNT(1)',
    },
    parameters: {
      documentArn: 'arn:aws:ssm:eu-central-1::document/AWSFIS-Run-CPU-Stress',
      documentParameters: '{"DurationSeconds":"300"}',
      duration: 'PT5M',
    },
  },
  automation: {
    name: 'queue-away',
    action: 'aws:ssm:start-automation-execution',
    targets: { resourceType: 'aws:sqs:queue', tags: { app: 'shop' }, select: 'COUNT(1)' },
    parameters: {
      documentArn: 'arn:aws:ssm:eu-central-1:111122223333:document/queue-away',
      maxDuration: 'PT5M',
    },
  },
  terminate: {
    name: 'lose-one',
    action: 'aws:ec2:terminate-instances',
    targets: {
      resourceType: 'aws:ec2:instance',
      autoScalingGroup: 'shop-web',
      select: 'COUNT(1)',
    },
  },
  cut: {
    name: 'cut-zone',
    action: 'aws:network:disrupt-connectivity',
    targets: {
      resourceType: 'aws:ec2:subnet',
      tags: { app: 'shop' },
      filters: [{ path: 'AvailabilityZone', values: ['eu-central-1a'] }],
      select: 'ALL',
    },
    parameters: { scope: 'all', duration: 'PT2M' },
  },
  throttle: {
    name: 'throttle',
    action: 'lambda/concurrency',
    targets: { resourceType: 'aws:lambda:function', tags: { app: 'shop' }, select: 'COUNT(1)' },
    parameters: { duration: 'PT5M' },
  },
  noCapacity: {
    name: 'no-capacity',
    action: 'aws:ec2:api-insufficient-instance-capacity-error',
    targets: {
      resourceType: 'aws:iam:role',
      arns: ['arn:aws:iam::111122223333:role/shop-scaler'],
      select: 'ALL',
    },
    parameters: { duration: 'PT5M', availabilityZoneIdentifiers: 'eu-central-1a', percentage: '100' },
  },
} as const;
