import type { FaultRecord } from '../../../core/run.ts';
import { sampleFaultRecord } from '../../contracts/samples.ts';

/** The ARN of an instance that exists only in a test. */
export const instanceArn = (n: number): string => `arn:aws:ec2:eu-west-1:123456789012:instance/i-${n}`;

/** A record of stopping some instances, about to be injected. */
export const stoppingRecord = (count: number, fields: Partial<FaultRecord> = {}): FaultRecord => {
  const arns = Array.from({ length: count }, (_, n) => instanceArn(n));
  return sampleFaultRecord({
    runId: 'run-1',
    token: 'run-1/0',
    driver: 'fis',
    state: 'intended',
    parameters: {},
    targets: arns.map((arn, n) => ({ arn, label: `i-${n}`, tags: {}, containers: [] })),
    before: Object.fromEntries(arns.map((arn) => [arn, { state: 'running' }])),
    after: Object.fromEntries(arns.map((arn) => [arn, { state: 'stopped' }])),
    ...fields,
  });
};
