import { expect, test } from 'vitest';
import { alarmsOf, fleetOf, fleetsOfPlan, unmadeBy } from '../../../core/lint/fleets.ts';
import { makePlan } from '../../../core/plan.ts';
import type { FaultDriver } from '../../../core/ports.ts';
import { aFault, anExperiment, errorsAlarm, shopProbe } from '../../support/an-experiment.ts';
import { openShop } from '../../support/shop.ts';

const { faults: drivers } = openShop();

/** As drivers whose far end chooses when the fault starts. */
const atStart: readonly FaultDriver[] = drivers.map((driver) => ({
  ...driver,
  facts: (action) => {
    const facts = driver.facts(action);
    return facts && { ...facts, chosenAtStart: true };
  },
}));

test('what a fault has to choose from is everything that its driver finds', async () => {
  const fleet = await fleetOf(drivers, aFault());

  expect(fleet?.size).toBe(3);
  expect(fleet?.seen).toHaveLength(3);
});

test('where the far end chooses when it starts, nobody knows of how many', async () => {
  const fleet = await fleetOf(atStart, aFault());

  expect(fleet).not.toHaveProperty('size');
  expect(fleet?.seen).toHaveLength(3);
});

test('of an action or a type that no driver makes nothing is known', async () => {
  const { targets } = aFault();

  expect(await fleetOf(drivers, aFault({ action: 'aws:other:thing' }))).toBeUndefined();
  expect(
    await fleetOf(drivers, aFault({ targets: { ...targets, resourceType: 'aws:rds:cluster' } })),
  ).toBeUndefined();
});

test('what no driver makes is named', () => {
  const faults = [aFault(), aFault({ name: 'other', action: 'aws:other:thing' })];
  expect(unmadeBy(drivers, anExperiment({ faults }))).toEqual(new Set(['other']));
});

test('a plan has counted already', async () => {
  const planned = await makePlan(drivers, { name: 'one', version: '1' }, anExperiment(), 'seed');
  if (!planned.ok) throw new Error('no plan');

  const [[name, fleet] = []] = fleetsOfPlan(planned.plan);

  expect(name).toBe(planned.plan.faults[0]?.name);
  expect(fleet).toEqual({ size: 3, seen: planned.plan.faults[0]?.targets });
  const chosenThere = planned.plan.faults.map((fault) => ({
    ...fault,
    atStart: { parameters: {}, select: { mode: 'ALL' as const } },
  }));
  expect([...fleetsOfPlan({ faults: chosenThere }).values()][0]).not.toHaveProperty('size');
});

test('the alarms of an experiment are named once each', () => {
  const steadyState = {
    holdForMs: 1,
    probes: [shopProbe(), errorsAlarm, { ...errorsAlarm, name: 'again' }],
  };
  expect(alarmsOf(anExperiment({ steadyState }))).toEqual([errorsAlarm.alarm]);
  const expecting = [
    { alarm: 'shop-slow', withinMs: 1 },
    { acknowledged: 'pager', withinMs: 1 },
  ];
  expect(alarmsOf(anExperiment({ steadyState, expect: expecting }))).toEqual([
    errorsAlarm.alarm,
    'shop-slow',
  ]);
});
