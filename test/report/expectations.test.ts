import { describe, expect, test } from 'vitest';
import { type RunResult, runResult } from '../../core/result.ts';
import { htmlOf } from '../../report/html-of.ts';
import { junit } from '../../report/junit.ts';
import { markdown } from '../../report/markdown.ts';
import { readResult } from '../../report/read-result.ts';
import { anExperiment } from '../support/an-experiment.ts';
import { openWorld } from '../support/world.ts';
import { wordsOf } from './support/results.ts';
import { all, readXml } from './support/well-formed.ts';

const expected = [
  { alarm: 'shop-slow', withinMs: 60_000 },
  { acknowledged: 'pager', withinMs: 90_000 },
  { acknowledged: 'nowhere', withinMs: 90_000 },
];

/** The alarm goes off after 40 s; nobody acknowledges in one place, and nobody can say of the other. */
const aResult = async (): Promise<RunResult> => {
  const world = await openWorld();
  world.alarms.set('shop-slow', 'OK');
  const runId = await world.start(anExperiment({ expect: expected }));
  await world.until(runId, 'observing');
  const { injectedAtMs = 0 } = await world.look(runId);
  await world.clock.advance(injectedAtMs + 40_000 - world.clock.now());
  world.alarms.set('shop-slow', 'ALARM');
  await world.concluded(runId);
  return runResult(world.main.ports, runId);
};

describe('what was expected of monitoring and people', () => {
  test('has a table of its own in the page', async () => {
    const page = wordsOf(await htmlOf(await aResult()));
    expect(page).toContain('Monitoring and people');
    expect(page).toMatch(/alarm shop-slow goes off within 1 min ✔ in time 40 s/);
    expect(page).toMatch(/somebody acknowledges in pager within 1 min 30 s ✘ not in time –/);
    expect(page).toMatch(/somebody acknowledges in nowhere within 1 min 30 s \? not known –/);
  });

  test('is a table in Markdown', async () => {
    const text = markdown(await aResult());
    expect(text).toContain('| expected | what came of it | after |');
    expect(text).toContain('| ✅ alarm shop-slow went off after 40 s | 40 s |');
    expect(text).toContain('| ❌ nobody acknowledged in pager within 1 min 30 s | – |');
  });

  test('is a case each in JUnit', async () => {
    const cases = all(readXml(junit(await aResult())), 'testcase')
      .filter(({ attributes }) => attributes.name?.startsWith('expected: '))
      .map(({ attributes, children }) => [
        ...[attributes.name, attributes.time],
        children.find(({ name }) => name !== 'system-out')?.name ?? 'passed',
      ]);
    expect(cases).toEqual([
      ['expected: alarm shop-slow goes off within 1 min', '40.000', 'passed'],
      ['expected: somebody acknowledges in pager within 1 min 30 s', '0.000', 'failure'],
      ['expected: somebody acknowledges in nowhere within 1 min 30 s', '0.000', 'error'],
    ]);
  });

  test('is read from a file of a result, and refused where it is damaged', async () => {
    const text = JSON.stringify(await aResult());
    expect(readResult(text, 'f')).toMatchObject({ run: { conclusion: { hypothesis: 'failed' } } });
    expect(() => readResult(text.replaceAll('"missed"', '"lost"'), 'f')).toThrow(/expectations/);
  });
});

test('a run that expects nothing has no such table', async () => {
  const world = await openWorld();
  const runId = await world.start(anExperiment());
  await world.concluded(runId);
  const result = await runResult(world.main.ports, runId);
  expect(wordsOf(await htmlOf(result))).not.toContain('Monitoring and people');
  expect(markdown(result)).not.toContain('what came of it');
});
