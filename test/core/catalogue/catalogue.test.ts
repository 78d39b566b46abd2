import { expect, test } from 'vitest';
import { actionOf } from '../../../adapters/fis/actions.ts';
import { catalogue, catalogued, retiredAction, targetType } from '../../../core/catalogue/catalogue.ts';
import type {
  ActionParameters,
  ActionTargets,
  DocumentParameters,
  TargetParameters,
} from '../../../core/catalogue/generated.ts';
import { parseAction } from '../../../core/documents/action.ts';

test('an action is found by its id, with its targets and the ranges of its parameters', () => {
  expect(catalogued('aws:ec2:stop-instances')).toMatchObject({
    targets: [{ key: 'Instances', resourceType: 'aws:ec2:instance' }],
    parameters: [
      { name: 'startInstancesAfterDuration', required: false, minDuration: 'PT1M', maxDuration: 'PT12H' },
      { name: 'completeIfInstancesTerminated', allowed: ['true', 'false'], default: 'false' },
    ],
    revertClass: 'if-asked',
    maxTargets: 400,
  });
});

test('an action that AWS added since is unknown, and documents may name it all the same', () => {
  expect(catalogued('aws:msk:reboot-broker')).toBeUndefined();
  expect(parseAction('aws:msk:reboot-broker')).toEqual({ ok: true, value: 'aws:msk:reboot-broker' });
});

test('an id that FIS does not list any more leads to the one that took its place', () => {
  const retired = retiredAction('aws:elasticache:interrupt-cluster-az-power');
  expect(retired?.use).toBe('aws:elasticache:replicationgroup-interrupt-az-power');
  expect(retiredAction('aws:ec2:stop-instances')).toBeUndefined();
});

test('a kind of target tells its parameters, and which API its filters are about', () => {
  expect(targetType('aws:eks:pod')?.parameters.filter(({ required }) => required === true)).toHaveLength(4);
  expect(targetType('aws:ec2:instance')?.filterApi).toBe('DescribeInstances');
  expect(targetType('aws:msk:cluster')).toBeUndefined();
});

test.each(
  catalogue.flatMap((action) => {
    const made = actionOf(action.id);
    return made ? [[action.id, action, made] as const] : [];
  }),
)('the driver says of %s what the catalogue says', (_, { revertClass, iamEnforced, targets }, made) => {
  const { targetKey: key, facts } = made;
  const { resourceType } = facts;
  expect({ ...facts, targets: resourceType === '*' ? [] : [{ key, resourceType }] }).toMatchObject({
    ...{ revertClass, iamEnforced, targets },
  });
});

test('the compiler knows every parameter, target key and value', () => {
  const stop: ActionParameters['aws:ec2:stop-instances'] = { startInstancesAfterDuration: 'PT5M' };
  const keys: ActionTargets['aws:eks:pod-delete'] = { Pods: 'aws:eks:pod' };
  const stress: DocumentParameters['AWSFIS-Run-CPU-Stress'] = { DurationSeconds: '300' };
  // @ts-expect-error: cannot do without `service`, `percentage` and `operations`
  const errors: ActionParameters['aws:fis:inject-api-internal-error'] = { duration: 'PT5M' };
  // @ts-expect-error: no such scope
  const cut: ActionParameters['aws:network:disrupt-connectivity'] = { scope: 'zone', duration: 'PT5M' };
  // @ts-expect-error: a pod needs a selector
  const pod: TargetParameters['aws:eks:pod'] = { clusterIdentifier: 'shop', namespace: 'web' };

  for (const [id, parameters] of Object.entries({ 'aws:ec2:stop-instances': stop }))
    expect(catalogued(id)?.parameters.map(({ name }) => name)).toEqual(
      expect.arrayContaining(Object.keys(parameters)),
    );
  expect([keys, stress, errors, cut, pod]).toHaveLength(5);
});
