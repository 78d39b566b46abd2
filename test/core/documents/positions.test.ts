import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseDocument } from '../../../core/documents/parse-document.ts';
import { formatProblem } from '../../../core/documents/problem.ts';
import { fullExperiment } from './samples.ts';

const bad = fullExperiment.replace('holdFor: PT1M', 'holdFor: 1m').replace('tier: web', 'tier/a~b: 1');

const where = (text: string) => {
  const parsed = parseDocument(text, 'experiments/shop.yml');
  return parsed.ok ? [] : parsed.problems.map(({ line, column, pointer }) => `${line}:${column} ${pointer}`);
};

test('a problem is one line that starts with file, line and column', () => {
  const parsed = parseDocument(bad, 'experiments/shop.yml');
  expect(parsed.ok ? [] : parsed.problems.map(formatProblem)).toEqual([
    'experiments/shop.yml:8:12: `steadyState.holdFor`: "1m" is not an ISO-8601 duration; write `PT1M`',
    'experiments/shop.yml:44:25: `faults[0].targets.tags.tier/a~b`: 1 is not text; put it in quotes: `"1"`',
  ]);
});

test('a problem has a JSON pointer to its node', () => {
  expect(where(bad)).toEqual(['8:12 /steadyState/holdFor', '44:25 /faults/0/targets/tags/tier~1a~0b']);
});

test('a missing field is pointed at where it would be, and shown where its map begins', () => {
  expect(
    where(fullExperiment.replace('    startAfter: PT10S\n', '').replace('name: stop-one\n    ', '')),
  ).toEqual(['40:5 /faults/0/name']);
});

test('a byte order mark moves nothing', () => {
  expect(where(`\ufeff${bad}`)).toEqual(where(bad));
});

test('line ends of Windows move nothing', () => {
  expect(where(bad.replaceAll('\n', '\r\n'))).toEqual(where(bad));
});

test('in JSON places are as exact', () => {
  const text = JSON.stringify({ ...parse(bad), unknown: 1 }, null, 2);
  const at = (part: string, inside: string) => {
    const line = text.split('\n').findIndex((each) => each.includes(part));
    return `${line + 1}:${(text.split('\n')[line] ?? '').indexOf(inside) + 1}`;
  };
  expect(where(text)).toEqual([
    `${at('"holdFor"', '"1m"')} /steadyState/holdFor`,
    `${at('"tier/a~b"', '1')} /faults/0/targets/tags/tier~1a~0b`,
    `${at('"unknown"', '"unknown"')} /unknown`,
  ]);
});
