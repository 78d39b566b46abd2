import { expect, test } from 'vitest';
import { knownAction } from '../../../core/lint/known-action.ts';
import { lint } from '../../../core/lint/lint.ts';
import { place } from '../../../core/lint/place.ts';
import { rules, ruleText, ruleTexts } from '../../../core/lint/rules.ts';
import { actionCases } from './cases/actions.ts';
import type { Case } from './cases/case.ts';
import { probeCases } from './cases/probes.ts';
import { runCases } from './cases/runs.ts';
import { targetCases } from './cases/targets.ts';
import { experimentIn, experimentWith, fault, textWith } from './documents.ts';

const cases: readonly Case[] = [...actionCases, ...targetCases, ...probeCases, ...runCases];

const foundBy = (rule: string, ...[experiment, context]: Parameters<typeof lint>) =>
  lint(experiment, context).filter((finding) => finding.rule === rule);

test('nothing can be said against a good document', () => {
  expect(lint(experimentWith())).toEqual([]);
});

test.each(cases.map((one) => [one.rule, one.what, one] as const))('%s finds %s', (_, __, one) => {
  const found = foundBy(one.rule, experimentWith(one.bad), one.context);

  expect(found.map(({ pointer }) => pointer)).toContain(one.at);
  const [finding] = found.filter(({ pointer }) => pointer === one.at);
  expect(finding?.message).toContain(one.says);
  if (one.fix) expect(finding?.fix).toContain(one.fix);
});

test.each(cases.map((one) => [one.rule, one.what, one] as const))(
  '%s says nothing where there is not %s',
  (_, __, one) => {
    expect(foundBy(one.rule, experimentWith(one.good), one.goodContext ?? one.context)).toEqual([]);
  },
);

test('every rule has a case, an explanation and a source', () => {
  const tested = new Set(cases.map(({ rule }) => rule));
  expect(rules.map(({ id }) => id).filter((id) => !tested.has(id))).toEqual([]);
  expect(ruleText('no-such-rule')).toBeUndefined();
  expect(ruleTexts.map(({ id }) => ruleText(id))).toEqual(ruleTexts);
  expect(new Set(ruleTexts.map(({ id }) => id)).size).toBe(ruleTexts.length);
  for (const { id, summary, why, link } of ruleTexts) {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(summary).toMatch(/[^.]$/);
    expect(why).toMatch(/[.!]$/);
    expect(link).toMatch(/^https:\/\//);
  }
});

test('a finding is shown at its line and column, what is at a key at the key', () => {
  const text = textWith({
    '/faults/0/parameters/startAfterDelay': 'PT1M',
    '/faults/0/targets/select': 'ALL',
  });

  const placed = place(lint(experimentIn(text)), text, 'shop.json');

  const lineOf = (part: string) => text.split('\n').findIndex((line) => line.includes(part)) + 1;
  expect(placed.map(({ rule, line, column }) => [rule, line, column])).toEqual([
    ['selects-all', lineOf('"select"'), 19],
    ['unknown-parameter', lineOf('"startAfterDelay"'), 9],
  ]);
  expect(placed[0]).not.toHaveProperty('path');
});

test.each(Object.values(fault).map(({ action }) => action))('%s is known', (action) => {
  expect(knownAction(action)).toBeDefined();
});
