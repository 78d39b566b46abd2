import { expect, test } from 'vitest';
import type { RunResult } from '../../core/result.ts';
import { junit } from '../../report/junit.ts';
import { dayOf, fails, holds } from './support/a-day.ts';
import { poisoned } from './support/poisoned.ts';
import { ways } from './support/results.ts';
import { all, type Element, readXml } from './support/well-formed.ts';

const endings = (root: Element) =>
  Object.fromEntries(
    all(root, 'testcase').map(({ attributes, children }) => [
      attributes.name?.replace(/^(hypothesis|recovery|step \d).*/, '$1'),
      children.find(({ name }) => name !== 'system-out')?.name ?? 'passed',
    ]),
  );

const suites: Readonly<Record<keyof typeof ways, Readonly<Record<string, string>>>> = {
  held: {
    ...{ hypothesis: 'passed', 'probe shop': 'passed', 'probe errors': 'passed', 'probe orders': 'passed' },
    ...{ recovery: 'passed', restoration: 'passed' },
  },
  failed: {
    ...{ hypothesis: 'failure', 'probe shop': 'failure', 'probe errors': 'passed' },
    ...{ recovery: 'passed', restoration: 'passed' },
  },
  irreversible: {},
  killed: { hypothesis: 'error', restoration: 'passed' },
  refused: {
    ...{ hypothesis: 'error', 'probe shop': 'skipped', 'probe errors': 'skipped' },
    ...{ recovery: 'skipped', restoration: 'passed' },
  },
  open: { hypothesis: 'error', restoration: 'error' },
};

test.each(Object.entries(suites))('a run that is %s has these cases', async (way, wanted) => {
  const root = readXml(junit(await ways[way as keyof typeof ways]()));
  expect(endings(root)).toMatchObject(wanted);
});

test.each(Object.keys(ways))('the numbers of a run that is %s are those of its cases', async (way) => {
  const root = readXml(junit(await ways[way as keyof typeof ways]()));
  for (const suite of [root, ...all(root, 'testsuite')]) {
    const count = (name: string) => String(all(suite, name).length);
    expect(suite.attributes).toMatchObject({
      ...{ tests: count('testcase'), failures: count('failure') },
      ...{ errors: count('error'), skipped: count('skipped') },
    });
  }
});

const isGreen = (root: Element) => root.attributes.failures === '0' && root.attributes.errors === '0';

test.each(Object.keys(ways))('a run that is %s is green only if it held', async (way) => {
  const result: RunResult = await ways[way as keyof typeof ways]();
  expect(isGreen(readXml(junit(result)))).toBe(result.run.conclusion?.hypothesis === 'held');
});

test('what is not verified restored is a failure, also of a hypothesis that held', async () => {
  const { run, ...rest } = await ways.held();
  if (run.conclusion === undefined) throw new Error('no conclusion');
  const conclusion = { ...run.conclusion, restoration: 'unverified' as const };
  const root = readXml(junit({ ...rest, run: { ...run, conclusion } }));
  expect(endings(root)).toMatchObject({ hypothesis: 'passed', restoration: 'failure' });
});

test('a game day that came out as expected is green, though a hypothesis failed', async () => {
  const day = await dayOf([
    { of: holds, expect: 'held' },
    { of: fails, expect: 'failed', continueOn: 'any' },
  ]);
  const root = readXml(junit(day));
  expect(isGreen(root)).toBe(true);
  expect(all(root, 'testsuite').map(({ attributes }) => attributes.name)).toEqual([
    day.gameDay.document.name,
    'one-stops',
    'two-stop',
  ]);
  expect(all(root, 'skipped').map(({ attributes }) => attributes.message)).toEqual([
    expect.stringMatching(/^as expected: /),
  ]);
});

test('a game day that did not, is not: neither a step that failed nor one that was not run', async () => {
  const root = readXml(junit(await dayOf([{ of: fails, expect: 'held' }, { of: holds }])));
  expect(isGreen(root)).toBe(false);
  expect(endings(root)).toMatchObject({ 'step 1': 'failure', 'step 2': 'error' });
});

test.each(Object.keys(ways))('whatever texts a run that is %s has, it is well-formed XML', async (way) => {
  const result: RunResult = await ways[way as keyof typeof ways]();
  const evil = JSON.parse(
    JSON.stringify(poisoned(result)).replaceAll('alert', 'al\\u0000\\u001b\\ud800\\uffff]]>ert'),
  ) as RunResult;
  const root = readXml(junit(evil));
  expect(all(root, 'testsuite')[0]?.attributes.name).toContain('<script>');
});
