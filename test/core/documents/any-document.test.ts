import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseDocument } from '../../../core/documents/parse-document.ts';
import { formatProblem } from '../../../core/documents/problem.ts';
import { fullExperiment, gameDay, guardedExperiment, smallExperiment } from './samples.ts';

/** Whatever the text, there is an answer, and every problem in it can be shown and found. */
const answers = (text: string) => {
  const parsed = parseDocument(text, 'any.yml');
  if (parsed.ok) return;
  expect(parsed.problems.length).toBeGreaterThan(0);
  expect(parsed.problems.length).toBeLessThanOrEqual(101);
  const lines = text.split('\n');
  for (const problem of parsed.problems) {
    expect(problem.line).toBeGreaterThanOrEqual(1);
    expect(problem.line).toBeLessThanOrEqual(lines.length);
    expect(problem.column).toBeGreaterThanOrEqual(1);
    expect(problem.column).toBeLessThanOrEqual((lines[problem.line - 1]?.length ?? 0) + 1);
    expect(problem.fix).not.toBe('');
    expect(formatProblem(problem)).toMatch(
      /^any\.yml:\d+:\d+: [^\p{Cc}\p{Zl}\p{Zp}]+; [^\p{Cc}\p{Zl}\p{Zp}]+$/u,
    );
    expect(formatProblem(problem)).not.toMatch(/undefined|\[object/);
  }
};

const samples = [fullExperiment, guardedExperiment, smallExperiment, gameDay];

test('random text has an answer', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), answers), { numRuns: 300 });
});

test('random YAML has an answer', () => {
  const marks = [
    'kind',
    'Experiment',
    'faults',
    'steadyState',
    'toString',
    '<<',
    ': ',
    '- ',
    '? ',
    '\n',
    '  ',
  ];
  const more = [
    '[',
    ']',
    '{',
    '}',
    ',',
    '"',
    "'",
    '|',
    '>',
    '&a',
    '*a',
    '!t',
    '%Y',
    '#',
    '---\n',
    '\t',
    '\r',
    '~',
    '.nan',
  ];
  const token = fc.constantFrom(...marks, ...more);
  fc.assert(
    fc.property(
      fc.array(token, { maxLength: 80 }).map((tokens) => tokens.join('')),
      answers,
    ),
    {
      numRuns: 500,
    },
  );
});

test('random data in place of a document have an answer', () => {
  const keys = fc.constantFrom(
    ...Object.keys(parse(guardedExperiment)),
    'kind',
    'toString',
    'toJSON',
    'valueOf',
  );
  const data = fc.dictionary(keys, fc.jsonValue({ maxDepth: 4 }), { maxKeys: 8 });
  fc.assert(
    fc.property(data, (value) => answers(JSON.stringify({ kind: 'Experiment', ...value }))),
    {
      numRuns: 300,
    },
  );
});

test('a document one character away from a good one has an answer', () => {
  const edit = fc.record({
    text: fc.constantFrom(...samples),
    at: fc.nat({ max: 3000 }),
    drop: fc.nat({ max: 3 }),
    insert: fc.oneof(
      fc.string({ maxLength: 3 }),
      fc.constantFrom('\n', '  ', ': ', '"', '[', '}', '- ', '&a ', '!'),
    ),
  });
  const edited = edit.map(({ text, at, drop, insert }) => text.slice(0, at) + insert + text.slice(at + drop));
  fc.assert(fc.property(edited, answers), { numRuns: 500 });
});

describe('a document one value away from a good one has an answer', () => {
  const paths = (node: unknown, path: readonly (string | number)[] = []): (string | number)[][] =>
    typeof node === 'object' && node !== null
      ? [[...path], ...Object.entries(node).flatMap(([key, child]) => paths(child, [...path, key]))]
      : [[...path]];

  const replaced = (
    node: unknown,
    [step, ...rest]: readonly (string | number)[],
    value: unknown,
  ): unknown => {
    if (step === undefined) return value;
    const copy: Record<string, unknown> | unknown[] = Array.isArray(node)
      ? [...node]
      : Object.assign({}, node);
    const child = Object.entries(copy).find(([key]) => key === String(step))?.[1];
    return Object.assign(copy, { [step]: replaced(child, rest, value) });
  };

  const values: readonly unknown[] = [null, -1, 'x', [[]], { toString: 'x' }];

  test.each([
    ['experiment', fullExperiment],
    ['small experiment', smallExperiment],
    ['game day', gameDay],
  ])('%s', (_, text) => {
    const document: unknown = parse(text);
    for (const path of paths(document)) {
      for (const value of values) answers(JSON.stringify(replaced(document, path, value), null, 1));
    }
  });
});

test('more problems than anyone reads are counted, not listed', () => {
  const text = `kind: Experiment\n${Array.from({ length: 300 }, (_, index) => `k${index}: 1\n`).join('')}`;
  const parsed = parseDocument(text, 'any.yml');
  const problems = parsed.ok ? [] : parsed.problems;
  expect(problems).toHaveLength(101);
  expect(problems.at(-1)).toMatchObject({
    message: '208 more problems follow',
    fix: 'mend these 100 first',
  });
});
