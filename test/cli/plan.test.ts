import { readFileSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LabClient } from '../../lab/client.ts';
import { shortExperiment, stopInstances } from '../e2e/support/documents.ts';
import { startFaulted } from '../e2e/support/endless.ts';
import { expectHome, lastRun, leftInStore } from '../e2e/support/home.ts';
import { openPlace } from '../e2e/support/place.ts';

const place = openPlace();
let lab: LabClient;
beforeAll(async () => {
  await place.must('lab', 'up', '--time-scale', '30');
  lab = place.lab();
});
afterAll(place.close);

const experiment = place.write('short.yml', shortExperiment());

/** Everything that a plan could have touched. */
const world = async () => ({
  instances: (await lab.describeInstances()).instances,
  alarms: (await lab.describeAlarms()).alarms.map(({ arn }) => arn),
  schedules: (await lab.listSchedules()).schedules,
  left: await leftInStore(place),
  runs: (await place.must('list')).result,
});

test('a plan says what would be hit, for how long and how it is undone, and touches nothing', async () => {
  const before = await world();

  const { code, result, stderr } = await place.run('plan', experiment, '--seed', 'one');

  expect(code).toBe(0);
  expect(result).toMatchObject({
    type: 'result',
    refusals: [],
    plan: { seed: 'one', observeMs: 10_000, faults: [{ name: 'stop-one', fleet: 3, targets: [{}] }] },
  });
  expect(stderr).toMatch(/stop-one: aws:ec2:stop-instances[\s\S]*\(1 of 3, 33 %\)[\s\S]*start the instances/);
  expect(await world()).toEqual(before);
});

test('the same seed chooses the same target, and a run takes the one it was shown', async () => {
  const [one, again] = [
    await place.must('plan', experiment, '--seed', 'one'),
    await place.must('plan', experiment, '--seed', 'one'),
  ];
  expect(again.result).toEqual(one.result);

  const { result } = await place.must('run', experiment, '--wait', '--seed', 'one');

  const { plan } = await lastRun(place);
  expect(plan).toEqual(one.result.plan);
  await expectHome(place, lab, String(result.runId));
});

test('a plan that was written is the one that is run, and any other is refused with what has changed', async () => {
  const file = place.write('plan.json', '');
  rmSync(file);
  await place.must('plan', experiment, '--seed', 'one', '--out', file);
  expect((await place.must('plan', experiment, '--compare', file)).result.changes).toEqual([]);

  const other = place.write('other.yml', shortExperiment().replace('holdFor: PT10S', 'holdFor: PT12S'));
  const compared = await place.must('plan', other, '--compare', file);
  expect(String(compared.result.changes)).toContain('the document has changed');
  const refusedRun = await place.run('run', other, '--wait', '--plan', file);
  expect(refusedRun.code).toBe(6);
  expect(String(refusedRun.result.reasons)).toContain('not as in the plan that was approved');

  const { result } = await place.must('run', experiment, '--wait', '--plan', file);
  const { plan } = await lastRun(place);
  expect(plan).toEqual(JSON.parse(readFileSync(file, 'utf8')).plan);
  await expectHome(place, lab, String(result.runId));
});

test('an earlier run is repeated on its targets, whatever the seed', async () => {
  const [first] = [await lastRun(place)];
  const targets = (faults: unknown) =>
    (faults as readonly { targets: readonly { arn: string }[] }[]).map((one) =>
      one.targets.map(({ arn }) => arn),
    );
  const again = await place.must('plan', experiment, '--replay', String(first.runId), '--seed', 'another');
  const { faults } = again.result.plan as { faults: unknown };
  expect(targets(faults)).toEqual(targets((first.plan as { faults: unknown }).faults));
});

test.each([
  [
    'a file of something else',
    (text: string) => text.replace('"observeMs"', '"observedMs"'),
    'it is no plan',
  ],
  [
    'a plan that was changed',
    (text: string) => text.replace('"seed": "one"', '"seed": "two"'),
    'it has been changed',
  ],
])('%s is refused before anything begins', async (name, change, why) => {
  const plan = place.write('plan-to-change.json', '');
  rmSync(plan);
  await place.must('plan', experiment, '--seed', 'one', '--out', plan);
  const file = place.write(`${name.replaceAll(' ', '-')}.json`, change(readFileSync(plan, 'utf8')));
  const { code, stderr } = await place.run('run', experiment, '--wait', '--plan', file);
  expect(code).toBe(2);
  expect(stderr).toContain(why);
});

const refused = {
  'too many targets': [
    shortExperiment({ maxPercent: 100 }).replace('COUNT(1)', 'ALL'),
    '3 targets are more than limits.maxTargets, 1',
  ],
  'too large a part of the fleet': [
    shortExperiment({ faults: stopInstances('stop-two', 2), maxTargets: 2 }),
    '67 % of the fleet is more than limits.maxPercent, 34',
  ],
  'consent that is missing': [
    shortExperiment().replace('value: allowed', 'value: of-another-kind'),
    'firedrill:consent',
  ],
  'no targets': [shortExperiment().replace('tier: web', 'tier: database'), ''],
} as const;

test.for(Object.entries(refused))('%s: plan and run say why not, exit 6', async ([name, [text, why]]) => {
  const file = place.write(`${name.replaceAll(' ', '-')}.yml`, text);

  const plan = await place.run('plan', file);
  const run = await place.run('run', file, '--wait');

  expect(plan.code).toBe(6);
  expect(plan.stderr).toContain(why);
  expect(plan.result.refusals).not.toEqual([]);
  expect(run.code).toBe(6);
  expect(run.result).toMatchObject({ hypothesis: 'untested', restoration: 'nothing-injected' });
  expect(run.stderr).toContain(why);
  expect((await leftInStore(place)).leases).toEqual([]);
});

test('of two runs that overlap the second is refused by the lease', async () => {
  const { program, runId } = await startFaulted(place);

  const overlapping = place.write('overlapping.yml', shortExperiment({ maxPercent: 100 }));
  const second = await place.run('run', overlapping, '--wait');

  expect(second.code).toBe(6);
  expect(second.result).toMatchObject({ hypothesis: 'untested', restoration: 'nothing-injected' });
  expect(String(second.result.reasons)).toMatch(new RegExp(`lease guard: .* is held by run ${runId}`));
  program.kill('SIGINT');
  expect((await program.ended).code).toBe(4);
  await expectHome(place, lab, runId);
});
