import { describe, expect, test } from 'vitest';
import type { Experiment, Selection } from '../../core/experiment.ts';
import { choose, driverOf, leaseKeys, makePlan } from '../../core/plan.ts';
import type { FaultDriver } from '../../core/ports.ts';
import type { ResolvedTarget } from '../../core/run.ts';
import {
  aFault,
  anExperiment,
  errorsAlarm,
  faultOn,
  ordersMetric,
  shopProbe,
} from '../support/an-experiment.ts';
import { openShop } from '../support/shop.ts';

const ref = { name: 'one', version: '0123456789ab' };
const { faults: drivers, targets } = openShop();

const fleet = (size: number): readonly ResolvedTarget[] =>
  Array.from({ length: size }, (_, n) => ({ arn: `arn:${n}`, label: `${n}`, tags: {}, containers: [] }));

const planOf = async (
  fields: Partial<Experiment> = {},
  seed = 'seed',
  from: readonly FaultDriver[] = drivers,
) => makePlan(from, ref, anExperiment(fields), seed);

const made = async (...given: Parameters<typeof planOf>) => {
  const planned = await planOf(...given);
  if (!planned.ok) throw new Error(planned.refusals.map(({ reason }) => reason).join());
  return planned.plan;
};

const reasons = async (fields: Partial<Experiment>) => {
  const planned = await planOf(fields);
  return planned.ok ? [] : planned.refusals.map(({ guard, reason }) => `${guard}: ${reason}`);
};

describe('a selection', () => {
  const cases: readonly (readonly [Selection, number, number])[] = [
    [{ mode: 'ALL' }, 7, 7],
    [{ mode: 'COUNT', count: 3 }, 7, 3],
    [{ mode: 'COUNT', count: 3 }, 2, 0],
    [{ mode: 'PERCENT', percent: 50 }, 7, 3],
    [{ mode: 'PERCENT', percent: 33 }, 3, 0],
    [{ mode: 'PERCENT', percent: 34 }, 3, 1],
    [{ mode: 'PERCENT', percent: 100 }, 3, 3],
    [{ mode: 'PERCENT', percent: 29 }, 100, 29],
  ];

  test.for(cases)('%o of %d is %d', ([select, size, chosen]) => {
    expect(choose(fleet(size), select, 'seed')).toHaveLength(chosen);
  });

  test('is the same for the same seed and fleet, whatever order the fleet comes in', () => {
    const select = { mode: 'COUNT', count: 4 } as const;
    expect(choose(fleet(9).toReversed(), select, 'a')).toEqual(choose(fleet(9), select, 'a'));
    const seeds = ['a', 'b', 'c', 'd'].map((seed) => JSON.stringify(choose(fleet(9), select, seed)));
    expect(new Set(seeds).size).toBeGreaterThan(1);
  });
});

describe('a plan', () => {
  test('names what is hit, how long, and how it is undone', async () => {
    const { faults, observeMs } = await made();
    expect(faults[0]).toMatchObject({ driver: 'memory', fleet: 3, undo: 'start the instances again' });
    expect(faults[0]?.targets).toHaveLength(1);
    expect(observeMs).toBe(120_000);
  });

  test('observes at least as long as the steady state must hold', async () => {
    expect((await made({ faults: [aFault({ durationMs: 0, startAfterMs: 60_000 })] })).observeMs).toBe(
      90_000,
    );
  });

  test('has the same hash while nothing of it changes, and another when anything does', async () => {
    const { hash } = await made();
    expect((await made()).hash).toBe(hash);
    expect((await made({}, 'another seed')).hash).not.toBe(hash);
    expect((await made({ faults: [aFault({ durationMs: 60_000 })] })).hash).not.toBe(hash);
    const [driver] = drivers;
    if (driver === undefined) throw new Error('There is no driver');
    const smaller = { ...driver, resolve: async () => (await driver.resolve(aFault())).slice(0, 2) };
    expect((await made({}, 'seed', [smaller])).hash).not.toBe(hash);
  });

  test('gives every reason why there can be none', async () => {
    const consentTag = { key: 'chaos', value: 'no' };
    const said = await reasons({
      faults: [aFault(), aFault({ name: 'b', action: 'aws:rds:reboot-db-instances' })],
      limits: { ...anExperiment().limits, consentTag, maxDurationMs: 1_000 },
    });
    expect(said).toHaveLength(3);
  });

  test('acts on the resources that its action is for', async () => {
    const wrong = { ...aFault().targets, resourceType: 'aws:rds:db' };
    expect(await reasons({ faults: [aFault({ targets: wrong })] })).toEqual([
      expect.stringContaining('acts on aws:ec2:instance, not on aws:rds:db'),
    ]);
  });

  test.each([{ autoScalingGroup: 'web' }, { stack: 'shop' }, { parameters: { namespace: 'web' } }])(
    'is refused where its driver cannot choose by %o, and would find everything',
    async (way) => {
      const { resourceType, filters, select } = aFault().targets;
      const targets = { resourceType, filters, select, ...way };
      expect(await reasons({ faults: [aFault({ targets })] })).toEqual([
        `targets: fault "stop-one": targets of aws:ec2:stop-instances cannot be chosen by ${Object.keys(way)[0]}`,
      ]);
    },
  );

  describe('of what FIS chooses when it starts', () => {
    const [driver] = drivers;
    if (driver === undefined) throw new Error('There is no driver');
    const facts: FaultDriver['facts'] = (action) => {
      const known = driver.facts(action);
      return known && { ...known, chosenAtStart: true, choosers: ['parameters'] };
    };
    const pods = (select: Selection) => {
      const { resourceType } = aFault().targets;
      return aFault({ targets: { resourceType, parameters: { namespace: 'web' }, filters: [], select } });
    };
    const outcome = (select: Selection, change: Partial<Experiment['limits']>) =>
      planOf(
        { faults: [pods(select)], limits: { ...anExperiment().limits, maxPercent: 100, ...change } },
        'seed',
        [{ ...driver, facts, resolve: async () => (await driver.resolve(aFault())).slice(0, 1) }],
      );

    test('says so, and covers what contains it', async () => {
      const planned = await outcome({ mode: 'COUNT', count: 2 }, { maxTargets: 2 });
      expect(planned.ok && planned.plan.faults[0]).toMatchObject({
        atStart: { parameters: { namespace: 'web' }, select: { mode: 'COUNT', count: 2 } },
        targets: { length: 1 },
      });
    });

    test.each([
      [{ mode: 'COUNT', count: 3 }, { maxTargets: 2 }, '3 targets are more than'],
      [{ mode: 'PERCENT', percent: 10 }, {}, 'only a COUNT keeps to limits.maxTargets'],
      [{ mode: 'ALL' }, {}, 'only a COUNT keeps to limits.maxTargets'],
      [{ mode: 'COUNT', count: 1 }, { maxPercent: 50 }, 'limits.maxPercent, 50, cannot be kept'],
    ] as const)('is refused where a limit cannot be kept: %o, %o', async (select, change, reason) => {
      const planned = await outcome(select, change);
      expect(planned.ok ? [] : planned.refusals.map((refusal) => refusal.reason).join()).toContain(reason);
    });
  });

  test('counts the targets of all faults together', async () => {
    const limits = { ...anExperiment().limits, maxPercent: 70 };
    const tagged = aFault({ name: 'tagged' });
    expect(await reasons({ faults: [tagged], limits })).toEqual([]);
    const all = aFault({ name: 'all', targets: { ...aFault().targets, select: { mode: 'ALL' } } });
    expect((await reasons({ faults: [tagged, all], limits })).join()).toContain('100 % of the fleet');
  });

  test.each([
    [[shopProbe({ everyMs: 61_000 })], false],
    [[shopProbe({ everyMs: 60_000 })], true],
    [[ordersMetric({ tolerance: { breaches: 3, of: 3 } })], false],
    [[ordersMetric({ tolerance: { breaches: 3, of: 3 } }), errorsAlarm], true],
  ])('is refused when no probe could see a breach in time: %#', async (probes, possible) => {
    expect((await planOf({ steadyState: { holdForMs: 30_000, probes } })).ok).toBe(possible);
  });
});

test('a lease covers targets, what contains them, and the alarms that judge them', async () => {
  const experiment = anExperiment({ faults: [faultOn(1), faultOn(1, { name: 'again' })] });
  const plan = await made({ faults: experiment.faults });
  const [arn = ''] = targets.all().map(({ target }) => target.arn);
  expect(leaseKeys(plan, experiment)).toEqual(['alarm:shop-errors', arn, 'arn:group']);
});

test('an action has the driver that makes it, or none', () => {
  expect(driverOf(drivers, { action: 'aws:ec2:stop-instances', parameters: {} })?.name).toBe('memory');
  expect(driverOf(drivers, { action: 'aws:nothing:at-all', parameters: {} })).toBeUndefined();
});
