import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { KNOWN_ACTIONS } from '../../../../core/documents/known-actions.ts';
import { importChaosToolkit } from '../../../../core/import/chaos-toolkit/import.ts';
import { activities, knownActivity } from '../../../../core/import/chaos-toolkit/known.ts';
import { action, imported, saidOf, source } from './support/an-import.ts';

const listed = readFileSync(new URL('./support/activities.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));

test('every activity of the AWS extension is known, by name and by argument, and no other', () => {
  const known = activities.map(({ id, parameters }) =>
    [id, ...parameters.map(({ name, required }) => `${name}${required ? '!' : ''}`)].join(' '),
  );
  expect(listed).toHaveLength(154);
  expect([...known].sort()).toEqual([...listed].sort());
});

test('what has no counterpart says why, in words that end without a stop', () => {
  for (const { id, becomes } of activities)
    if (becomes.as === 'nothing') expect(`${id}: ${becomes.why}`).toMatch(/: \S.{10,}[^.]$/);
});

test('what is recommended instead of it exists', () => {
  const recommended = activities.flatMap(({ becomes }) =>
    becomes.as === 'nothing'
      ? [...(becomes.instead ?? '').matchAll(/`((?:aws:)?[a-z0-9]+[:/][a-z:-]+)`/g)]
      : [],
  );
  expect(recommended.length).toBeGreaterThan(30);
  for (const [, id = ''] of recommended) expect(KNOWN_ACTIONS).toContain(id);
});

/** Arguments with which each of them becomes a fault, and the action that it becomes. */
const faults: readonly (readonly [id: string, args: Readonly<Record<string, unknown>>, action: string])[] = [
  [
    'asg.actions.terminate_random_instances',
    { asg_names: ['web'], instance_count: 1 },
    'aws:ec2:terminate-instances',
  ],
  [
    'asg.actions.stop_random_instances',
    { asg_names: ['web'], instance_percent: 30 },
    'aws:ec2:stop-instances',
  ],
  ['asg.actions.suspend_processes', { asg_names: ['web'], process_names: ['Launch'] }, 'asg/suspend-process'],
  [
    'awslambda.actions.put_function_concurrency',
    { function_name: 'orders', concurrent_executions: 0 },
    'lambda/concurrency',
  ],
  ['awslambda.actions.delete_event_source_mapping', { event_uuid: 'u' }, 'lambda/event-source'],
  [
    'awslambda.actions.toggle_event_source_mapping_state',
    { event_uuid: 'u', enabled: false },
    'lambda/event-source',
  ],
  ['awslambda.actions.add_latency', { function_name: 'orders' }, 'aws:lambda:invocation-add-delay'],
  [
    'awslambda.actions.add_error',
    { function_name: 'orders' },
    'aws:lambda:invocation-http-integration-response',
  ],
  ['cloudwatch.actions.disable_rule', { rule_name: 'nightly' }, 'events/rule'],
  ['cloudwatch.actions.delete_rule', { rule_name: 'nightly' }, 'events/rule'],
  ['ec2.actions.stop_instance', { instance_id: 'i-1' }, 'aws:ec2:stop-instances'],
  [
    'ec2.actions.stop_instances',
    { filters: [{ Name: 'tag:app', Values: ['shop'] }] },
    'aws:ec2:stop-instances',
  ],
  ['ec2.actions.terminate_instance', { instance_id: 'i-1' }, 'aws:ec2:terminate-instances'],
  ['ec2.actions.terminate_instances', { instance_ids: ['i-1', 'i-2'] }, 'aws:ec2:terminate-instances'],
  ['ec2.actions.restart_instances', { instance_ids: ['i-1'] }, 'aws:ec2:reboot-instances'],
  ['ecs.actions.stop_random_tasks', { cluster: 'shop', service: 'web', task_count: 1 }, 'aws:ecs:stop-task'],
  ['ecs.actions.stop_task', { cluster: 'shop', task_id: 'abc' }, 'aws:ecs:stop-task'],
  ['elbv2.actions.deregister_target', { tg_name: 'web' }, 'elbv2/deregister-target'],
  [
    'fis.actions.start_stress_pod_delete_scenario',
    { label_selector: 'app=web', tags: 'a=b', role_arn: 'r', log_group_arn: 'l', cluster_identifier: 'shop' },
    'aws:eks:pod-delete',
  ],
  ['rds.actions.failover_db_cluster', { db_cluster_identifier: 'orders' }, 'aws:rds:failover-db-cluster'],
  [
    'rds.actions.reboot_db_instance',
    { db_instance_identifier: 'orders', force_failover: true },
    'aws:rds:reboot-db-instances',
  ],
  [
    'ssm.actions.send_command',
    { document_name: 'AWSFIS-Run-Kill-Process', targets: [{ Key: 'tag:app', Values: ['shop'] }] },
    'aws:ssm:send-command',
  ],
];

test('each activity that can become a fault is among those tried here', () => {
  const can = activities.filter(({ becomes }) => becomes.as === 'fault').map(({ id }) => id);
  expect([...can].sort()).toEqual(faults.map(([id]) => id).sort());
});

test.each(faults)('%s becomes a fault that our own reader understands', (id, args, becomes) => {
  const { experiment } = imported({ method: [action(id, args)] }, [id]);
  expect(experiment.faults.map((fault) => fault.action)).toEqual([becomes]);
  expect(KNOWN_ACTIONS).toContain(becomes);
});

const others = activities.filter(({ becomes }) => becomes.as === 'nothing' || becomes.as === 'undo');

test.each(others.map(({ id, parameters }) => [id, parameters] as const))(
  '%s stays out of the document, and its reason stands where it stood',
  (id, parameters) => {
    const args = Object.fromEntries(parameters.map(({ name }) => [name, 'x']));
    const method = [...(source().method as object[]), action(id, args)];
    const { experiment, notes } = imported({ method });
    expect(experiment.faults).toHaveLength(1);
    expect(saidOf({ notes }, '/method/1')).toContain(`refused: action: \`${id}\``);
  },
);

test.each([
  ['chaosaws.ec2.actions', 'stop_instnace', 'did you mean `chaosaws.ec2.actions.stop_instance`?'],
  [
    'chaosaws.elbv2.actions',
    'set_security_group',
    'did you mean `chaosaws.elbv2.actions.set_security_groups`?',
  ],
  ['chaosaws.ec2.probes', 'stop_instance', 'did you mean `chaosaws.ec2.actions.stop_instance`?'],
  ['chaosk8s.pod.actions', 'terminate_pods', 'delete pods on EKS with `aws:eks:pod-delete`'],
  ['chaosgrafana.k6.actions', 'run_script', 'let the load run beside it'],
  ['os.path', 'exists', undefined],
])('%s.%s is not known, and it says what may be meant', (module, func, instead) => {
  expect(knownActivity(module, func)).toMatchObject({ why: expect.any(String), ...(instead && { instead }) });
});

test('a wrong argument is refused with what was meant, rather than left out: it would hit something else', () => {
  const wrong = action('ecs.actions.stop_task', { cluster: 'shop', task: 'redis' });
  const result = importChaosToolkit(source({ method: [wrong] }), { allow: [] });
  expect(saidOf(result, '/method/0')).toBe(
    'refused: action: `ecs.actions.stop_task` has no argument `task`; did you mean `task_id`?',
  );
});

test('what destroys is refused, says the word that allows it, and is carried with that word', () => {
  const terminate = { method: [action('ec2.actions.terminate_instance', { instance_id: 'i-1' })] };
  const result = importChaosToolkit(source(terminate), { allow: [] });
  expect('document' in result).toBe(false);
  const [, allow = ''] = /--allow (\S+)/.exec(saidOf(result, '/method/0')) ?? [];
  expect(imported(terminate, [allow]).experiment.faults[0]?.action).toBe('aws:ec2:terminate-instances');
});

test('the page names every activity that is carried, and what it becomes', () => {
  const page = readFileSync(new URL('../../../../docs/import.md', import.meta.url), 'utf8');
  for (const { id, becomes } of activities)
    if (becomes.as === 'fault' || becomes.as === 'probe') expect(page).toContain(id.split('.').at(-1));
  for (const [, , becomes] of faults) expect(page).toContain(`\`${becomes}\``);
});
