import { expect, test } from 'vitest';
import { makePlan } from '../../core/plan.ts';
import { account, type Owned } from '../fixtures/account/account.ts';
import { planningDriver } from '../fixtures/account/drivers.ts';
import { type Entry, onAws } from './library.ts';

const planOf = ({ document }: Entry, owned: readonly Owned[] = account, seed = 'seed') =>
  makePlan([planningDriver(owned)], { name: document.name, version: '0' }, document, seed);

const refusalsOf = async (...given: Parameters<typeof planOf>) => {
  const planned = await planOf(...given);
  return planned.ok ? [] : planned.refusals.map(({ guard, reason }) => `${guard}: ${reason}`);
};

const called = (file: string): Entry => {
  const entry = onAws.find((one) => one.file === file);
  if (!entry) throw new Error(`the library has no ${file}`);
  return entry;
};

const named = onAws.map((entry) => [entry.file, entry] as const);

test.for(named)('%s plans within its limits', async ([, entry]) => {
  const planned = await planOf(entry);

  if (!planned.ok) throw new Error(planned.refusals.map(({ reason }) => reason).join('\n'));
  const hit = new Set(planned.plan.faults.flatMap(({ targets }) => targets.map(({ arn }) => arn)));
  expect(hit.size).toBeGreaterThan(0);
  expect(hit.size).toBeLessThanOrEqual(entry.document.limits.maxTargets);
});

test.for(named)('%s hits nothing that has not consented', async ([, entry]) => {
  const silent = account.map((one) => ({ ...one, tags: { ...one.tags, 'firedrill:consent': 'no' } }));

  expect(await refusalsOf(entry, silent)).toContainEqual(expect.stringMatching(/^consent: /));
});

// Everything ten times over, as when somebody tags far too much.
const crowd = account.flatMap((one) =>
  Array.from({ length: 10 }, (_, n) => (n === 0 ? one : { ...one, arn: `${one.arn}-${n}` })),
);

test.for(named)('%s hits no more when there is ten times as much to hit', async ([, entry]) => {
  const planned = await planOf(entry, crowd);

  const { maxTargets } = entry.document.limits;
  const hit = planned.ok ? planned.plan.faults.flatMap(({ targets }) => targets.map(({ arn }) => arn)) : [];
  // Of pods the plan has what contains them; how many there are to be is in the document.
  const pods = entry.document.faults.some(({ targets }) => targets.resourceType === 'aws:eks:pod');
  expect(pods ? 0 : new Set(hit).size).toBeLessThanOrEqual(maxTargets);
});

test('an instance that is stopped already is never chosen', async () => {
  const entry = called('ec2-alb/web-instance-terminated.yml');
  const seeds = Array.from({ length: 40 }, (_, n) => `seed ${n}`);
  const plans = await Promise.all(seeds.map((seed) => planOf(entry, account, seed)));

  const labels = plans.flatMap((planned) =>
    planned.ok
      ? planned.plan.faults.flatMap(({ targets }) => targets.map(({ label }) => label))
      : ['refused'],
  );
  expect(new Set(labels)).toEqual(new Set([0, 1, 2].map((n) => `instance/i-0aaaaaaaaaaaaaaa${n}`)));
});

test('a zone without the primary in it is not taken for one with it', async () => {
  const moved = account.map((one) =>
    one.resourceType === 'aws:rds:db'
      ? { ...one, parameters: { availabilityZoneIdentifiers: ['eu-central-1b'] } }
      : one,
  );

  expect(await refusalsOf(called('availability-zone/zone-with-primary-lost.yml'), moved)).toEqual([
    'targets: fault "fail-over": COUNT(1) of 0 candidates is none',
  ]);
});

test('half of a group of one is none, and said so before anything happens', async () => {
  const one = account.filter(
    ({ label, resourceType }) => resourceType !== 'aws:ec2:instance' || label.endsWith('a0'),
  );

  expect(await refusalsOf(called('auto-scaling/half-of-the-group.yml'), one)).toEqual([
    'targets: fault "terminate-half": PERCENT(50) of 1 candidates is none',
  ]);
});
