import { expect, onTestFinished, test } from 'vitest';
import { templateOf } from '../../../adapters/fis/template.ts';
import { WrongAsAsked } from '../../../core/errors.ts';
import type { Selection } from '../../../core/experiment.ts';
import type { FaultRecord } from '../../../core/run.ts';
import { recordOf } from '../../contracts/record-of.ts';
import { sampleFault } from '../../contracts/samples.ts';
import { fisDriverWorld, othersAt, ownersAt, templateSettings } from '../support/fis-world.ts';
import { startTaggingServer } from '../support/tagging-server.ts';

const clusterArn = (name: string) => `arn:aws:eks:eu-west-1:123456789012:cluster/${name}`;
const podDelete = 'aws:eks:pod-delete';
const selector = {
  clusterIdentifier: 'shop',
  namespace: 'default',
  selectorType: 'labelSelector',
  selectorValue: 'app=web',
};

const faultOn = (
  parameters: Readonly<Record<string, string>> = selector,
  select: Selection = { mode: 'ALL' },
) => {
  const { tags: _, ...targets } = sampleFault(podDelete).targets;
  return {
    ...sampleFault(podDelete, { kubernetesServiceAccount: 'fis' }),
    targets: { ...targets, resourceType: 'aws:eks:pod', parameters, select },
  };
};

const world = async () => {
  const tagging = await startTaggingServer(
    ['shop', 'other'].map((name) => ({ arn: clusterArn(name), tags: { chaos: 'yes' } })),
  );
  onTestFinished(() => tagging.close());
  return fisDriverWorld(
    { ...ownersAt('http://127.0.0.1:9'), others: othersAt(tagging.url) },
    {
      [podDelete]: {
        parameters: ['kubernetesServiceAccount', 'gracePeriodSeconds'],
        begin: async () => {},
        lastsMs: () => 0,
      },
    },
  );
};

const record = async (w: Awaited<ReturnType<typeof world>>, select: Selection): Promise<FaultRecord> => ({
  ...(await recordOf(w.driver, faultOn(selector, select), w.clock.now())),
  atStart: { parameters: selector, select },
});

test.for([
  ['its name', selector],
  ['its ARN', { ...selector, clusterIdentifier: clusterArn('shop') }],
] as const)(
  'pods are their cluster, found by %s, under a name that says which pods',
  async ([, parameters]) => {
    const { driver } = await world();

    expect(await driver.resolve(faultOn(parameters))).toEqual([
      {
        arn: clusterArn('shop'),
        label: 'pods with labelSelector app=web in default of shop',
        tags: { chaos: 'yes' },
        containers: [],
      },
    ]);
  },
);

test('what a plan has pinned is found again', async () => {
  const { driver } = await world();
  const fault = faultOn();

  const found = await driver.resolve({
    ...fault,
    targets: { ...fault.targets, arns: [clusterArn('shop')] },
  });

  expect(found).toEqual(await driver.resolve(fault));
});

test.for([
  [
    'without a namespace',
    { clusterIdentifier: 'shop', selectorType: 'podName', selectorValue: 'a' },
    'namespace',
  ],
  ['with a parameter that pods do not have', { ...selector, vpc: 'vpc-1' }, 'vpc'],
] as const)('pods %s are refused in a sentence', async ([, parameters, word]) => {
  const { driver } = await world();

  const failure = await driver.resolve(faultOn({ ...parameters })).catch((error: unknown) => error);

  expect(failure).toBeInstanceOf(WrongAsAsked);
  expect(String(failure)).toContain(word);
});

test('pods cannot be filtered, as nobody here can describe them', async () => {
  const { driver } = await world();
  const fault = faultOn();
  const filters = [{ path: 'Status', values: ['ACTIVE'] }];

  await expect(driver.resolve({ ...fault, targets: { ...fault.targets, filters } })).rejects.toThrow(
    'Status',
  );
});

test('pods are found by their parameters alone, and FIS chooses among them', async () => {
  const { driver } = await world();

  expect(driver.facts(podDelete)).toMatchObject({ choosers: ['parameters'], chosenAtStart: true });
});

test.for([
  [{ mode: 'ALL' }, 'ALL'],
  [{ mode: 'COUNT', count: 2 }, 'COUNT(2)'],
  [{ mode: 'PERCENT', percent: 25 }, 'PERCENT(25)'],
] as const)('the template passes selector and selection on: %o', async ([select, selectionMode]) => {
  const w = await world();

  const { targets, actions } = templateOf(await record(w, select), templateSettings);

  expect(targets).toEqual({
    'fault-1': { resourceType: 'aws:eks:pod', parameters: selector, selectionMode },
  });
  expect(actions?.['fault-1']?.targets).toEqual({ Pods: 'fault-1' });
});

test('as many pods as the plan says, of its cluster, are what was planned', async () => {
  const w = await world();
  w.server.mood.extraTargets = ['web-1', 'web-2'];
  w.server.mood.tellBy = (name) => ({ clusterArn: clusterArn('shop'), namespace: 'default', name });

  await w.driver.inject(await record(w, { mode: 'COUNT', count: 2 }));

  expect([...w.server.experiments.values()][0]?.state.status).toBe('completed');
});

test('more pods than the plan says stop the experiment', async () => {
  const w = await world();
  w.server.mood.extraTargets = ['web-1', 'web-2'];
  w.server.mood.tellBy = (name) => ({ name });

  await expect(w.driver.inject(await record(w, { mode: 'COUNT', count: 1 }))).rejects.toThrow(
    '2 targets for break-it, where the plan says 1',
  );
});

test('a pod of another cluster stops the experiment', async () => {
  const w = await world();
  w.server.mood.extraTargets = ['web-1'];
  w.server.mood.tellBy = (name) => ({ clusterArn: clusterArn('other'), name });

  await expect(w.driver.inject(await record(w, { mode: 'ALL' }))).rejects.toThrow('another cluster');
});
