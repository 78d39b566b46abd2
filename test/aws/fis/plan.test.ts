import { expect, onTestFinished, test } from 'vitest';
import type { Experiment, Fault, Selection } from '../../../core/experiment.ts';
import { makePlan } from '../../../core/plan.ts';
import { sampleExperiment, sampleFault } from '../../contracts/samples.ts';
import { fisDriverWorld, othersAt, ownersAt } from '../support/fis-world.ts';
import { startTaggingServer } from '../support/tagging-server.ts';

const clusterArn = 'arn:aws:eks:eu-west-1:123456789012:cluster/shop';
const taskArn = (n: number) => `arn:aws:ecs:eu-west-1:123456789012:task/shop/${n}`;
const chaos = { chaos: 'yes' };

const planOf = async (fault: Fault, limits: Partial<Experiment['limits']> = {}) => {
  const tagging = await startTaggingServer([
    { arn: clusterArn, tags: chaos },
    ...[1, 2, 3, 4].map((n) => ({ arn: taskArn(n), tags: { app: 'web', ...(n < 4 && chaos) } })),
  ]);
  onTestFinished(() => tagging.close());
  const owners = { ...ownersAt('http://127.0.0.1:9'), others: othersAt(tagging.url) };
  const { driver } = await fisDriverWorld(owners, {});
  const { limits: usual, ...experiment } = sampleExperiment({ faults: [fault] });
  const document = { ...experiment, limits: { ...usual, maxPercent: 100, ...limits } };
  return makePlan([driver], { name: 'x', version: '1' }, document, 'seed');
};

const pods = (select: Selection, namespace = 'default'): Fault => {
  const { tags: _, ...targets } = sampleFault('aws:eks:pod-delete').targets;
  const parameters = {
    clusterIdentifier: 'shop',
    namespace,
    selectorType: 'labelSelector',
    selectorValue: 'app=web',
  };
  return {
    ...sampleFault('aws:eks:pod-delete', { kubernetesServiceAccount: 'fis' }),
    targets: { ...targets, resourceType: 'aws:eks:pod', parameters, select },
  };
};

const tasks = (targets: Partial<Fault['targets']> = {}): Fault => {
  const fault = sampleFault('aws:ecs:stop-task');
  return { ...fault, targets: { ...fault.targets, resourceType: 'aws:ecs:task', ...targets } };
};

test('of pods a plan says which may be hit, and how many; the cluster has consented', async () => {
  const planned = await planOf(pods({ mode: 'COUNT', count: 1 }));

  expect(planned).toMatchObject({
    ok: true,
    plan: {
      faults: [
        {
          targets: [{ arn: clusterArn, label: 'pods with labelSelector app=web in default of shop' }],
          atStart: { select: { mode: 'COUNT', count: 1 }, parameters: { namespace: 'default' } },
          revertClass: 'irreversible',
          iamEnforced: 'no',
        },
      ],
    },
  });
});

test('another namespace is another plan', async () => {
  const [one, other] = await Promise.all([
    planOf(pods({ mode: 'COUNT', count: 1 })),
    planOf(pods({ mode: 'COUNT', count: 1 }, 'payments')),
  ]);

  expect(one.ok && other.ok && one.plan.hash !== other.plan.hash).toBe(true);
});

test('tasks are chosen by us and pinned, of those that consent', async () => {
  const planned = await planOf(tasks({ arns: [1, 2, 3].map(taskArn), select: { mode: 'COUNT', count: 1 } }));

  expect(planned.ok && planned.plan.faults[0]?.targets).toHaveLength(1);
  expect(planned.ok && planned.plan.faults[0]).not.toHaveProperty('atStart');
});

test.for([
  ['a target that has not consented', tasks({ arns: [taskArn(4)] }), 'lacks the consent tag'],
  ['a way to choose that its targets do not have', tasks({ stack: 'shop' }), 'stack'],
  [
    'an action that breaks nothing',
    { ...tasks(), action: 'aws:fis:wait' },
    'no driver here makes aws:fis:wait',
  ],
] as const)('%s is a reason not to run', async ([, fault, words]) => {
  const planned = await planOf(fault);

  expect(planned).toMatchObject({ ok: false, refusals: [{ reason: expect.stringContaining(words) }] });
});
