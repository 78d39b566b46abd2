import { expect, test } from 'vitest';
import { importChaosToolkit } from '../../../../core/import/chaos-toolkit/import.ts';
import { action, imported, saidOf, source } from './support/an-import.ts';

const faultOf = (id: string, args: object) =>
  imported({ method: [action(id, { ...args })] }, [id]).experiment.faults[0];
const refusal = (id: string, args: object) =>
  saidOf(importChaosToolkit(source({ method: [action(id, { ...args })] }), { allow: [] }), '/method/0');

const command = 'ssm.actions.send_command';
const ids = [{ Key: 'InstanceIds', Values: ['i-1', 'i-2'] }];

test('a command lasts as long as its document says, and its parameters are texts for a document of AWSFIS', () => {
  const parameters = { DurationSeconds: ['300'], CPU: ['0'] };
  const args = { document_name: 'AWSFIS-Run-CPU-Stress', targets: ids, parameters, document_version: '1' };
  expect(faultOf(command, args)).toMatchObject({
    durationMs: 360_000,
    targets: { arns: [expect.stringMatching(/instance\/i-1$/), expect.stringMatching(/instance\/i-2$/)] },
    parameters: {
      documentArn: 'arn:aws:ssm:eu-central-1::document/AWSFIS-Run-CPU-Stress',
      documentParameters: '{"DurationSeconds":"300","CPU":"0"}',
      documentVersion: '1',
    },
  });
});

test('a document of one own keeps its lists, and is in the account', () => {
  const args = {
    document_name: 'burn',
    targets: { Key: 'tag:app', Values: ['shop'] },
    parameters: { commands: ['a', 'b'] },
  };
  expect(faultOf(command, args)).toMatchObject({
    durationMs: 300_000,
    targets: { tags: { app: 'shop' }, filters: [{ path: 'State.Name' }] },
    parameters: {
      documentArn: 'arn:aws:ssm:eu-central-1:FILL-IN-account:document/burn',
      documentParameters: '{"commands":["a","b"]}',
    },
  });
});

test.each([
  [{ targets: [] }, /neither instance ids nor tags/],
  [{ targets: [...ids, { Key: 'tag:app', Values: ['shop'] }] }, /neither instance ids nor tags/],
  [{ targets: [{ Key: 'tag:app', Values: ['a', 'b'] }] }, /several values/],
  [{ document_name: '', targets: ids }, /names no document/],
])('a command with %j is refused', (args, why) => {
  expect(refusal(command, { document_name: 'burn', ...args })).toMatch(why);
});

test.each<[string, object, RegExp]>([
  ['asg.actions.stop_random_instances', { instance_count: 1 }, /names no group/],
  ['asg.actions.stop_random_instances', { asg_names: ['web'] }, /neither how many instances nor which zone/],
  ['asg.actions.suspend_processes', {}, /names no group/],
  ['ecs.actions.stop_random_tasks', { cluster: 'shop' }, /neither `task_count` nor `task_percent`/],
  ['ecs.actions.stop_task', { service: 'web' }, /names no `cluster`/],
  ['ecs.actions.stop_task', { task_id: 'abc' }, /without its `cluster`/],
  ['elbv2.actions.deregister_target', { tg_name: '' }, /names no target group/],
  [
    'awslambda.actions.toggle_event_source_mapping_state',
    { event_uuid: 'u', enabled: true },
    /breaks nothing/,
  ],
  ['awslambda.actions.put_function_concurrency', { concurrent_executions: 1 }, /needs `function_name`/],
  ['rds.actions.reboot_db_instance', { db_instance_identifier: [] }, /names nothing/],
  ['ec2.actions.stop_instances', { filters: [{ Naem: 'x' }] }, /`filters` cannot be read/],
  ['ec2.actions.stop_instance', { instance_id: 'i 1' }, /is not an ARN/],
])('%s with %j is refused, and says what is missing', (id, args, why) => {
  expect(refusal(id, args)).toMatch(why);
});

test.each<[string, object, object]>([
  [
    'asg.actions.stop_random_instances',
    { asg_names: 'web', az: 'a' },
    { select: { mode: 'ALL' }, autoScalingGroup: 'web' },
  ],
  [
    'asg.actions.stop_random_instances',
    { tags: [{ Key: 'app', Value: 'shop' }], instance_count: '2', instance_percent: 5 },
    { select: { mode: 'COUNT', count: 2 }, tags: { app: 'shop' } },
  ],
  [
    'asg.actions.suspend_processes',
    { tags: [{ Key: 'app', Value: 'shop' }] },
    { resourceType: 'aws:ec2:autoscaling-group', tags: { app: 'shop' } },
  ],
  [
    'ecs.actions.stop_task',
    { cluster: 'shop', service: 'web' },
    { parameters: { cluster: 'shop', service: 'web' }, select: { mode: 'COUNT', count: 1 } },
  ],
  [
    'ecs.actions.stop_task',
    { task_id: 'arn:aws:ecs:eu-central-1:111122223333:task/shop/abc' },
    { arns: ['arn:aws:ecs:eu-central-1:111122223333:task/shop/abc'] },
  ],
  [
    'awslambda.actions.add_latency',
    { function_name: 'arn:aws:lambda:eu-central-1:111122223333:function:f' },
    { arns: ['arn:aws:lambda:eu-central-1:111122223333:function:f'] },
  ],
])('%s with %j chooses the same targets', (id, args, targets) => {
  expect(faultOf(id, args)?.targets).toMatchObject(targets);
});

test.each<[string, object, object]>([
  [
    'awslambda.actions.add_latency',
    { function_name: 'f', latency: 3, probability: 0.5 },
    { startupDelayMilliseconds: '3000', invocationPercentage: '50' },
  ],
  [
    'awslambda.actions.add_error',
    { function_name: 'f', body: '{"statusCode": 404}' },
    { statusCode: '404', preventExecution: 'true' },
  ],
  [
    'awslambda.actions.add_error',
    { function_name: 'f', body: 'no' },
    { statusCode: '500', invocationPercentage: '90' },
  ],
  [
    'asg.actions.suspend_processes',
    { asg_names: ['web'] },
    { processes: expect.stringContaining('Launch,Terminate') },
  ],
  [
    'elbv2.actions.deregister_target',
    { tg_name: 'web' },
    { targetGroupArn: expect.stringMatching(/targetgroup\/web\/FILL-IN-id$/) },
  ],
])('%s with %j has the same parameters', (id, args, parameters) => {
  expect(faultOf(id, args)?.parameters).toMatchObject(parameters);
});

test('several groups are several faults', () => {
  const method = [action('asg.actions.stop_random_instances', { asg_names: ['a', 'b'], instance_count: 1 })];
  expect(
    imported({ method }).experiment.faults.map(({ name, targets }) => [name, targets.autoScalingGroup]),
  ).toEqual([
    ['stop-random-instances', 'a'],
    ['stop-random-instances-2', 'b'],
  ]);
});

test('what a single experiment has no room for is refused: faults, resources, and time', () => {
  const stop = (count: number, more = {}) =>
    action(
      'ec2.actions.stop_instances',
      { instance_ids: Array.from({ length: count }, (_, n) => `i-${n}`) },
      more,
    );
  const many = imported({ method: Array.from({ length: 22 }, () => stop(1)) });
  expect(many.experiment.faults).toHaveLength(20);
  expect(saidOf(many, '/method/20')).toContain('20 faults');
  expect(saidOf(imported({ method: [stop(30), stop(30)] }), '/method/1')).toContain('50 resources at most');
  expect(
    saidOf(imported({ method: [stop(1), stop(1, { pauses: { before: 43_200 } })] }), '/method/1'),
  ).toContain('more than eleven hours');
});
