import { expect, test } from 'vitest';
import { costOf } from '../../core/cost.ts';
import { likelyAlarms } from '../../core/likely-alarms.ts';
import type { PlannedFault } from '../../core/run.ts';

const fault = (count: number, durationMs: number, action = 'aws:ec2:stop-instances'): PlannedFault => ({
  ...{ name: 'one', driver: 'fis', action, revertClass: 'if-asked', undo: '', iamEnforced: 'yes' },
  ...{ fleet: count, parameters: {}, startAfterMs: 0, durationMs },
  targets: Array.from({ length: count }, (_, n) => ({
    arn: `arn:aws:ec2:eu-central-1:1:instance/i-${n}`,
    label: `i-${n}`,
    tags: {},
    containers: ['arn:aws:autoscaling:eu-central-1:1:autoScalingGroup:9:autoScalingGroupName/web'],
  })),
});

test.each([
  [[fault(1, 300_000)], 0.5],
  [[fault(5, 300_000)], 0.5],
  [[fault(6, 300_000)], 1],
  [[fault(1, 0)], 0.1],
  [[fault(1, 300_000), fault(1, 600_000)], 1.5],
  [[fault(1, 300_000, 'lambda/concurrency')], 0],
])('FIS costs by the minute of each of its actions: %#', (faults, fis) => {
  expect(costOf({ faults, observeMs: 300_000 }, false)).toMatchObject({ fis, httpProbes: 0 });
});

test('HTTP probes cost by the minute', () => {
  expect(costOf({ faults: [], observeMs: 300_000 }, true).httpProbes).toBeCloseTo(0.0026);
  expect(costOf({ faults: [], observeMs: 600_000 }, true).httpProbes).toBeCloseTo(0.0052);
});

test('alarms on what is hit, or on what contains it, will probably go off', () => {
  const alarms = [
    { name: 'of-the-instance', dimensions: { InstanceId: 'i-0' } },
    { name: 'of-the-group', dimensions: { AutoScalingGroupName: 'web' } },
    { name: 'of-another', dimensions: { InstanceId: 'i-9' } },
    { name: 'of-everything', dimensions: {} },
  ];
  expect(likelyAlarms({ faults: [fault(1, 0)] }, alarms)).toEqual(['of-the-group', 'of-the-instance']);
});

test('a load balancer and a database are known by the names that CloudWatch has for them', () => {
  const targets = ['loadbalancer/app/shop/50dc', 'db:shop'].map((resource, n) => ({
    arn: `arn:aws:${n === 0 ? 'elasticloadbalancing' : 'rds'}:eu-central-1:1:${resource}`,
    ...{ label: resource, tags: {}, containers: [] },
  }));
  const alarms = [
    { name: '5xx', dimensions: { LoadBalancer: 'app/shop/50dc' } },
    { name: 'connections', dimensions: { DBInstanceIdentifier: 'shop' } },
  ];
  expect(likelyAlarms({ faults: [{ ...fault(1, 0), targets }] }, alarms)).toEqual(['5xx', 'connections']);
});
