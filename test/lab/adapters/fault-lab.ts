import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Fault } from '../../../core/experiment.ts';
import type { FaultDriver } from '../../../core/ports.ts';
import { labFaults } from '../../../lab/adapters/faults.ts';
import type { LabClient } from '../../../lab/client.ts';
import { sampleFault } from '../../contracts/samples.ts';
import { openLab, type TestLab } from '../keeper/support.ts';
import { refresh, settled } from './settled.ts';

/** A driver of a test's own on the lab of its file. */
export type FaultLab = { readonly lab: LabClient; readonly driver: FaultDriver; now(): number };

/** A lab for the tests of one file, whole again before each of them. */
export const faultLab = (scale: number): (() => FaultLab) => {
  let testLab: TestLab;
  let worlds = 0;
  beforeAll(async () => {
    testLab = await openLab({ scale });
  });
  beforeEach(() => refresh(testLab.lab));
  afterAll(() => testLab?.close());
  return () => {
    const { lab } = testLab;
    worlds += 1;
    return { lab, driver: settled(labFaults(lab), lab, `test-${worlds}`), now: lab.clock.now };
  };
};

/** A fault on the resources of a type that carry the shop's tag. */
export const faultOn = (
  resourceType: string,
  action: string,
  parameters: Fault['parameters'],
  filters: Fault['targets']['filters'] = [],
): Fault => ({
  ...sampleFault(action, parameters),
  targets: { resourceType, tags: { app: 'shop' }, filters, select: { mode: 'ALL' } },
  durationMs: 300_000,
});

/** An SSM document on the running web instances. */
export const documentOn = (document: string, parameters: Readonly<Record<string, string>>): Fault =>
  faultOn(
    'aws:ec2:instance',
    'aws:ssm:send-command',
    {
      documentArn: `arn:aws:ssm:eu-lab-1::document/${document}`,
      documentParameters: JSON.stringify({ DurationSeconds: '600', ...parameters }),
      duration: 'PT10M',
    },
    [{ path: 'State.Name', values: ['running'] }],
  );
