import { expect, test } from 'vitest';
import type { LintContext } from '../../../core/lint/context.ts';
import { lint } from '../../../core/lint/lint.ts';
import { fleet } from './cases/case.ts';
import { type Changes, experimentWith } from './documents.ts';

const all = { '/faults/0/targets/select': 'ALL' };
const reason = 'Losing all of them is the experiment.';

const found = (changes: Changes, ignore: readonly unknown[], context?: LintContext) =>
  lint(experimentWith({ ...changes, '/lint': { ignore } }), context).map(
    ({ rule, pointer, message, fix }) => `${rule} at ${pointer}: ${message}; ${fix}`,
  );

test('what an author says is fine is not told, at a place or everywhere', () => {
  expect(found(all, [{ rule: 'selects-all', reason }])).toEqual([]);
  expect(found(all, [{ rule: 'selects-all', at: '/faults/0', reason }])).toEqual([]);
  expect(found(all, [{ rule: 'selects-all', at: '/faults/0/targets/select', reason }])).toEqual([]);
});

test('an exception for another place or another rule passes nothing over, and is told', () => {
  expect(found(all, [{ rule: 'selects-all', at: '/faults/0/targets/sel', reason }])).toEqual([
    expect.stringMatching(/^selects-all at \/faults\/0\/targets\/select/),
    'unused-exception at /lint/ignore/0: `lint.ignore[0]`: `selects-all` finds nothing at /faults/0/targets/sel; remove the exception',
  ]);
  expect(found({}, [{ rule: 'filter-path', reason }])).toEqual([
    'unused-exception at /lint/ignore/0: `lint.ignore[0]`: `filter-path` finds nothing here; remove the exception',
  ]);
});

test('an exception from a rule that there is not is told, with the one that was meant', () => {
  expect(found(all, [{ rule: 'select-all', reason }])).toContainEqual(
    expect.stringContaining('there is no rule "select-all"; did you mean `selects-all`?'),
  );
  expect(found({}, [{ rule: 'no-such-thing', reason }])).toEqual([
    expect.stringContaining('see `firedrill lint --explain` for those there are'),
  ]);
});

test.each(['TODO', 'n/a', 'ok.', '-', 'xxx', 'Fine'])('%j is no reason', (nothing) => {
  expect(found(all, [{ rule: 'selects-all', reason: nothing }])).toEqual([
    expect.stringMatching(/^exception-without-reason at \/lint\/ignore\/0\/reason: /),
  ]);
});

test('an exception from what only an account can tell is no mistake without one', () => {
  expect(found({}, [{ rule: 'consent-missing', reason }])).toEqual([]);
});

test('an exception that is needed without an account is no mistake with one', () => {
  expect(found(all, [{ rule: 'selects-all', reason }], fleet(1))).toEqual([]);
});

test('there is no exception from the rules about exceptions', () => {
  const exceptions = [
    { rule: 'filter-path', reason },
    { rule: 'unused-exception', reason },
  ];
  expect(found({}, exceptions)).toEqual([
    expect.stringMatching(/^unused-exception at \/lint\/ignore\/0/),
    expect.stringMatching(/^unused-exception at \/lint\/ignore\/1/),
  ]);
});
