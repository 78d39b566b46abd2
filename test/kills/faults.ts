import { shortExperiment, stopInstances } from '../e2e/support/documents.ts';

const on = (
  resourceType: string,
  tags: string,
  action: string,
  parameters: string,
  filters = '[]',
) => `  - name: fault
    action: ${action}
    targets:
      resourceType: ${resourceType}
      tags: ${tags}
      filters: ${filters}
      select: COUNT(1)
    parameters: ${parameters}`;

const web = '{ app: shop, tier: web }';
const running = '[{ path: State.Name, values: [running] }]';
const inZone = '[{ path: AvailabilityZone, values: [eu-lab-1c] }]';
const stress =
  '{ documentArn: "arn:aws:ssm:eu-lab-1::document/AWSFIS-Run-CPU-Stress", documentParameters: \'{"DurationSeconds":"20","LoadPercent":"50"}\', duration: PT20S }';

const faults = {
  'instance stopped': stopInstances('fault', 1),
  'CPU stressed': on('aws:ec2:instance', web, 'aws:ssm:send-command', stress, running),
  'zone cut off': on(
    'aws:ec2:subnet',
    '{ app: shop }',
    'aws:network:disrupt-connectivity',
    '{ scope: all, duration: PT20S }',
    inZone,
  ),
  'connections exhausted': on(
    'aws:rds:db',
    '{ app: shop }',
    'rds/exhaust-connections',
    '{ duration: PT20S }',
  ),
  'target deregistered': on(
    'aws:ec2:instance',
    web,
    'elbv2/deregister-target',
    '{ duration: PT20S }',
    running,
  ),
  'function throttled': on(
    'aws:lambda:function',
    '{ app: shop }',
    'lambda/concurrency',
    '{ duration: PT20S }',
  ),
  'database failed over': on(
    'aws:rds:db',
    '{ app: shop }',
    'aws:rds:reboot-db-instances',
    '{ forceFailover: "true" }',
  ),
};

/** A fault that is killed over, by what it does. */
export type FaultName = keyof typeof faults;

/** All of them, in the order they take turns. */
export const FAULT_NAMES = Object.keys(faults) as readonly FaultName[];

/** An experiment with the fault in which any reading will do: what counts here is the way home, on a busy machine too. */
export const experimentWith = (fault: FaultName): string =>
  shortExperiment({
    name: fault.toLowerCase().replaceAll(' ', '-'),
    faults: faults[fault],
    maxPercent: 100,
    expected: '[200, 429, 500, 502, 503, 504]',
  });
