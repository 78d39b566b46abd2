import { expect, test } from 'vitest';
import { actionOf } from '../../../adapters/fis/actions.ts';
import { isReachable } from '../../../adapters/fis/looks/instance-status.ts';
import { idOf, neighbour, tagsOf, valuesAt } from '../../../adapters/fis/looks/look.ts';
import type { Image } from '../../../core/run.ts';

test.for([
  ['aws:ec2:stop-instances', { state: 'running' }, { state: 'running' }, 'before'],
  ['aws:ec2:stop-instances', { state: 'running' }, { state: 'stopped' }, 'after'],
  ['aws:ec2:stop-instances', { state: 'running' }, { state: 'stopping' }, 'between'],
  ['aws:ec2:stop-instances', { state: 'running' }, { state: 'pending' }, 'between'],
  ['aws:ec2:stop-instances', { state: 'running' }, { state: 'shutting-down' }, 'gone'],
  ['aws:ec2:stop-instances', { state: 'running' }, { state: 'terminated' }, 'gone'],
  ['aws:ec2:stop-instances', { state: 'running' }, undefined, 'gone'],
  ['aws:ec2:terminate-instances', { state: 'running' }, { state: 'running' }, 'before'],
  ['aws:ec2:terminate-instances', { state: 'running' }, { state: 'shutting-down' }, 'after'],
  ['aws:ec2:terminate-instances', { state: 'running' }, { state: 'terminated' }, 'after'],
  // What EC2 does not list at all proves nothing.
  ['aws:ec2:terminate-instances', { state: 'running' }, undefined, 'gone'],
  [
    'aws:network:disrupt-connectivity',
    { networkAclId: 'a' },
    { networkAclId: 'a', madeByFis: false },
    'before',
  ],
  [
    'aws:network:disrupt-connectivity',
    { networkAclId: 'a' },
    { networkAclId: 'b', madeByFis: true },
    'after',
  ],
  [
    'aws:network:disrupt-connectivity',
    { networkAclId: 'a' },
    { networkAclId: 'c', madeByFis: false },
    'drifted',
  ],
  [
    'aws:network:disrupt-connectivity',
    { networkAclId: 'a' },
    { networkAclId: null, madeByFis: false },
    'drifted',
  ],
  ['aws:rds:reboot-db-instances', { zone: 'a' }, { zone: 'a', status: 'available' }, 'before'],
  ['aws:rds:reboot-db-instances', { zone: 'a' }, { zone: 'b', status: 'available' }, 'after'],
  ['aws:rds:reboot-db-instances', { zone: 'a' }, { zone: 'a', status: 'rebooting' }, 'after'],
  ['aws:rds:failover-db-cluster', { writer: 'x' }, { writer: 'x', status: 'available' }, 'before'],
  ['aws:rds:failover-db-cluster', { writer: 'x' }, { writer: 'y', status: 'available' }, 'after'],
  ['aws:rds:failover-db-cluster', { writer: 'x' }, { writer: 'x', status: 'failing-over' }, 'after'],
] as const satisfies readonly (readonly [string, Image, Image | undefined, string])[])(
  '%s: what was %o and is %o stands as %s',
  ([action, before, now, standing]) => {
    expect(actionOf(action)?.standing(now, before)).toBe(standing);
  },
);

test('a cluster between two writers is not taken for one that has failed over', () => {
  const now = { writer: null, status: 'available' };

  expect(actionOf('aws:rds:failover-db-cluster')?.standing(now, { writer: 'x' })).toBe('between');
});

test.for([
  ['ok', 'ok', true],
  ['initializing', 'ok', false],
  ['ok', 'impaired', false],
  ['insufficient-data', 'insufficient-data', false],
] as const)('an instance whose checks are %s and %s is reachable: %s', ([instance, system, reachable]) => {
  const status = { InstanceStatus: { Status: instance }, SystemStatus: { Status: system } };

  expect(isReachable(status)).toBe(reachable);
});

test('an instance without a status is not reachable', () => {
  expect(isReachable(undefined)).toBe(false);
});

test('filter paths lead through objects and lists, and nowhere else', () => {
  const described = { State: { Name: 'running' }, Groups: [{ Id: 'a' }, { Id: 'b' }], Gone: undefined };

  expect(valuesAt(described, 'State.Name')).toEqual(['running']);
  expect(valuesAt(described, 'Groups.Id')).toEqual(['a', 'b']);
  expect(valuesAt(described, 'State.toString')).toEqual([]);
  expect(valuesAt(described, 'Gone')).toEqual([]);
});

test('ARNs are taken apart and put together', () => {
  expect(idOf('arn:aws:ec2:eu-west-1:1:instance/i-1')).toBe('i-1');
  expect(idOf('arn:aws:rds:eu-west-1:1:db:orders')).toBe('orders');
  expect(neighbour('arn:aws-cn:ec2:cn-north-1:1:subnet/s', 'rds', 'db:orders')).toBe(
    'arn:aws-cn:rds:cn-north-1:1:db:orders',
  );
  expect(tagsOf([{ Key: 'a', Value: 'b' }, { Key: 'c' }, {}])).toEqual({ a: 'b', c: '' });
});
