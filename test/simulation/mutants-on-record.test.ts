import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mutants } from './mutants/mutants.ts';
import { runBatches } from './pool.ts';
import type { SimulationReport } from './report.ts';
import { readSchedule } from './schedule.ts';
import { simulate } from './simulate.ts';

const record = JSON.parse(
  readFileSync(new URL('../../docs/safety-run.json', import.meta.url), 'utf8'),
) as SimulationReport;

test('the run on record has every mutant', () => {
  expect(record.mutants.map(({ mutant }) => mutant).sort()).toEqual(mutants.map(({ name }) => name).sort());
});

test('what broke a promise in the run on record breaks none now', async () => {
  const skewed = record.violations.filter(({ classes }) => !classes.some((one) => one.startsWith('clock')));
  for (const { schedule } of skewed)
    expect((await simulate(readSchedule(schedule))).violations, schedule).toEqual([]);
});

test('with a layer off nothing was found that is not that layer', () => {
  expect(record.layers.flatMap(({ unexpected }) => unexpected)).toEqual([]);
});

test('every mutant of the protocol is noticed by the schedule on record', { timeout: 120_000 }, async () => {
  const noticed = new Map<string, readonly string[]>();
  const batches = record.mutants.map(({ mutant, schedule = '' }) => ({
    name: mutant,
    patches: mutants.find(({ name }) => name === mutant)?.patches ?? [],
    jobs: [{ kind: 'replay', scenario: schedule, without: [], part: 0, parts: 1, share: 1 } as const],
  }));
  await runBatches(batches, 2, ({ name }, _job, { findings }) => {
    noticed.set(
      name,
      findings.map(({ invariant }) => invariant),
    );
  });
  for (const { mutant, killedBy } of record.mutants) expect(noticed.get(mutant), mutant).toContain(killedBy);
});
