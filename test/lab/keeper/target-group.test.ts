import { expect, test } from 'vitest';
import type { TargetHealthState } from '../../../lab/keeper/api.ts';
import { type CheckResult, targetGroup } from '../../../lab/workload/target-group.ts';

// ELB/target-group-health-checks =
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html

const a = { targetId: 'i-a', port: 1, zone: 'eu-lab-1a' };
const b = { targetId: 'i-b', port: 2, zone: 'eu-lab-1b' };
const passed: CheckResult = { passed: true };
const failed: CheckResult = { passed: false, reason: 'Target.Timeout' };

const states = (results: string) => {
  const changes: TargetHealthState[] = [];
  const group = targetGroup(({ state }) => changes.push(state));
  group.register(a);
  for (const result of results) group.checked(a, result === '+' ? passed : failed);
  return changes;
};

// "After your target is registered, it must pass one health check to be considered healthy"; then the thresholds
// count checks in a row (ELB/target-group-health-checks).
test.each([
  ['+', ['healthy']],
  ['-', []],
  ['--', ['unhealthy']],
  ['+-', ['healthy']],
  ['+--', ['healthy', 'unhealthy']],
  ['+-+-', ['healthy']],
  ['+--+', ['healthy', 'unhealthy']],
  ['+--++', ['healthy', 'unhealthy', 'healthy']],
  ['+--+-+', ['healthy', 'unhealthy']],
])('checks %s lead to %j', (results, expected) => {
  expect(states(results)).toEqual(expected);
});

test('requests go round the healthy targets', () => {
  const group = targetGroup(() => {});
  for (const target of [a, b]) {
    group.register(target);
    group.checked(target, passed);
  }
  const turns = [1, 2, 3, 4].map(() => group.choose()?.targetId);
  expect(turns.slice(0, 2).toSorted()).toEqual(['i-a', 'i-b']);
  expect(turns.slice(2)).toEqual(turns.slice(0, 2));
});

test('an unhealthy target gets nothing while another is healthy', () => {
  const group = targetGroup(() => {});
  for (const target of [a, b]) group.register(target);
  group.checked(a, passed);
  expect([group.choose(), group.choose(), group.choose()]).toEqual([a, a, a]);
});

// "If a target group contains only unhealthy registered targets, the load balancer routes requests to all those
// targets, regardless of their health status" (ELB/target-group-health-checks).
test('with all targets unhealthy it fails open', () => {
  const group = targetGroup(() => {});
  for (const target of [a, b]) {
    group.register(target);
    group.checked(target, failed);
    group.checked(target, failed);
  }
  expect(group.counts()).toEqual({ healthy: 0, unhealthy: 2 });
  expect(new Set([group.choose(), group.choose()])).toEqual(new Set([a, b]));
});

test('a check of a target that was registered anew meanwhile does not count', () => {
  const group = targetGroup(() => {});
  group.register(a);
  group.register({ ...a, port: 3 });
  group.checked(a, passed);
  expect(group.counts()).toEqual({ healthy: 0, unhealthy: 0 });
});

test('nothing registered, nothing chosen', () => {
  expect(targetGroup(() => {}).choose()).toBeUndefined();
});
