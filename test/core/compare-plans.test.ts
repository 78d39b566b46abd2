import { expect, test } from 'vitest';
import { differences } from '../../core/compare-plans.ts';
import type { Experiment } from '../../core/experiment.ts';
import { hashOf, makePlan } from '../../core/plan.ts';
import type { FaultDriver } from '../../core/ports.ts';
import type { Plan } from '../../core/run.ts';
import { aFault, anExperiment, faultOn, instanceArn } from '../support/an-experiment.ts';
import { openShop } from '../support/shop.ts';

const { faults: drivers } = openShop();
const ref = { name: 'one', version: '0123456789ab' };

const planOf = async (
  fields: Partial<Experiment> = {},
  seed = 'seed',
  from: readonly FaultDriver[] = drivers,
) => {
  const planned = await makePlan(from, ref, anExperiment(fields), seed);
  if (!planned.ok) throw new Error(planned.refusals.map(({ reason }) => reason).join());
  return planned.plan;
};

const changed = (plan: Plan, fields: Partial<Plan>): Plan => {
  const now = { ...plan, ...fields };
  return { ...now, hash: hashOf(now) };
};

test('two plans of the same are the same', async () => {
  expect(differences(await planOf(), await planOf())).toEqual([]);
});

test('a fleet that has grown or shrunk is said, with what it means for the targets', async () => {
  const [driver] = drivers;
  if (driver === undefined) throw new Error('There is no driver');
  const smaller = { ...driver, resolve: async () => (await driver.resolve(aFault())).slice(1, 2) };
  const limits = { ...anExperiment().limits, maxPercent: 100 };
  const [before, after] = [await planOf({ limits }, 'seed', [smaller]), await planOf({ limits })];
  expect(differences(before, after).join('\n')).toContain('fault "stop-one" chooses from 3, not from 1');
});

test.each<readonly [string, Partial<Experiment>, Partial<Experiment>, string]>([
  [
    'another target',
    { faults: [faultOn(1, { name: 'a' })] },
    { faults: [faultOn(2, { name: 'a' })] },
    'would hit',
  ],
  [
    'a target less',
    { faults: [faultOn(1, { name: 'a' })] },
    { faults: [faultOn(2, { name: 'a' })] },
    'no longer hit',
  ],
  ['a new fault', {}, { faults: [aFault(), faultOn(2)] }, 'fault "stop-2" is new'],
  ['a fault less', { faults: [aFault(), faultOn(2)] }, {}, 'fault "stop-2" is gone'],
  ['a longer fault', {}, { faults: [aFault({ durationMs: 60_000 })] }, 'has another duration'],
  ['a later fault', {}, { faults: [aFault({ startAfterMs: 60_000 })] }, 'has another start'],
  ['a parameter', {}, { faults: [aFault({ parameters: { a: 'b' } })] }, 'has another parameter'],
])('%s is said', async (_, before, after, said) => {
  expect(differences(await planOf(before), await planOf(after)).join('\n')).toContain(said);
});

test('another seed, document or observation is said', async () => {
  const plan = await planOf();
  expect(differences(plan, changed(plan, { seed: 'other' })).join()).toContain(
    'the seed was seed, and is other',
  );
  const experiment = { ...plan.experiment, version: 'ba9876543210' };
  expect(differences(plan, changed(plan, { experiment }))).toEqual(['the document has changed']);
  expect(differences(plan, changed(plan, { experiment: { ...experiment, name: 'two' } })).join()).toContain(
    'one of two',
  );
  expect(differences(plan, changed(plan, { observeMs: 60_000 })).join()).toContain(
    'observed for 1 min, no longer 2 min',
  );
});

test('whatever changes the hash is said in some words', async () => {
  const plan = await planOf();
  const faults = plan.faults.map((fault) => ({
    ...fault,
    targets: fault.targets.map((target) => ({ ...target, tags: { ...target.tags, more: 'yes' } })),
  }));
  expect(differences(plan, changed(plan, { faults }))).toEqual([
    'fault "stop-one" finds its targets in another state',
  ]);
});

test('an earlier run is repeated on the targets that it had, whatever the seed', async () => {
  const replay = { runId: 'run-1', victims: { 'stop-one': [instanceArn(3)] } };
  for (const seed of ['a', 'b', 'c']) {
    const planned = await makePlan(drivers, ref, anExperiment(), seed, replay);
    expect(planned.ok && planned.plan.faults[0]?.targets.map(({ arn }) => arn)).toEqual([instanceArn(3)]);
  }
});

test.each([
  [{ 'stop-one': [instanceArn(9)] }, `${instanceArn(9)}, hit by run-1, is not among the candidates any more`],
  [{ other: [instanceArn(1)] }, 'run run-1 has no fault of that name to repeat'],
])('what cannot be hit again is refused: %o', async (victims, reason) => {
  const planned = await makePlan(drivers, ref, anExperiment(), 'seed', { runId: 'run-1', victims });
  expect(planned.ok ? [] : planned.refusals).toEqual([
    { guard: 'targets', reason: `fault "stop-one": ${reason}` },
  ]);
});

test('what FIS chooses when it starts cannot be hit again', async () => {
  const [driver] = drivers;
  if (driver === undefined) throw new Error('There is no driver');
  const facts: FaultDriver['facts'] = (action) => {
    const known = driver.facts(action);
    return known && { ...known, chosenAtStart: true };
  };
  const replay = { runId: 'run-1', victims: { 'stop-one': [instanceArn(1)] } };
  const planned = await makePlan([{ ...driver, facts }], ref, anExperiment(), 'seed', replay);
  expect(planned.ok ? '' : planned.refusals[0]?.reason).toContain('FIS chooses its targets when it starts');
});
