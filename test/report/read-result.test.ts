import { expect, test } from 'vitest';
import { readResult } from '../../report/read-result.ts';
import { ways } from './support/results.ts';

test.each(Object.keys(ways))('the result of a run that is %s is read back as it was', async (way) => {
  const result = await ways[way as keyof typeof ways]();
  expect(readResult(JSON.stringify(result), 'r.json')).toEqual(result);
});

const broken: readonly (readonly [what: string, text: string, says: RegExp])[] = [
  [
    'a file that is cut off',
    '{"format": "firedrill.run/1", "run": {',
    /^r\.json: damaged: it is not whole JSON$/,
  ],
  ['a file of the first version', '{"run": {}, "faults": []}', /^r\.json: not a result .*format: /],
  ['a file of a later version', '{"format": "firedrill.run/9"}', /^r\.json: not a result .*format: /],
  ['something else', '[]', /^r\.json: not a result /],
];

test.each(broken)('%s is refused in one line', (_, text, says) => {
  expect(() => readResult(text, 'r.json')).toThrow(says);
});

test('a damaged field is named', async () => {
  const result = await ways.refused();
  const text = JSON.stringify({ ...result, run: { ...result.run, createdAtMs: 'yesterday' } });
  expect(() => readResult(text, 'r.json')).toThrow(/^r\.json: not a result .*: run\.createdAtMs: [^\n]*$/);
});
