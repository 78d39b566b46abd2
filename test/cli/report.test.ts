import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openPlace } from '../e2e/support/place.ts';
import { ways } from '../report/support/results.ts';
import { onRecord } from './support/on-record.ts';

const place = openPlace();
afterAll(place.close);

const resultFile = (id: string) => join(place.stateDir, 'results', `${id}.json`);
const put = (id: string, text: string) => {
  mkdirSync(dirname(resultFile(id)), { recursive: true });
  writeFileSync(resultFile(id), text);
};

test('without a run there is nothing to report, and it says what to do', async () => {
  const { code, stderr } = await place.run('report');
  expect(code).toBe(2);
  expect(stderr).toMatch(/^no run yet.*\n$/);
});

test('the newest run becomes a page next to the results, from the store and the journal', async () => {
  const result = await ways.failed();
  await onRecord(place.stateDir, result, 'run-failed');

  const { result: said, stderr } = await place.must('report');

  const file = join(place.stateDir, 'results', 'run-failed.html');
  expect(said).toMatchObject({ id: 'run-failed', file, result: { format: 'firedrill.run/1' } });
  expect(stderr).toContain('run-failed.html');
  expect(readFileSync(file, 'utf8')).toMatch(/^<!doctype html>[\s\S]*FAILED[\s\S]*<\/html>\n$/);
  expect(existsSync(`${file}.part`)).toBe(false);
});

test('a result file goes before the store: it knows the metrics too', async () => {
  const result = await ways.held();
  put('run-failed', JSON.stringify({ ...result, run: { ...result.run, runId: 'run-failed' } }));
  const { result: said } = await place.must('report', 'run-failed', '--format', 'json');
  expect(said).toMatchObject({ file: resultFile('run-failed'), result: { readings: { orders: {} } } });
});

test('a file of the first version has less in it than the store', async () => {
  put('run-failed', '{"run": {}, "faults": []}');
  const { result: said } = await place.must('report', 'run-failed');
  expect(said).toMatchObject({
    result: { run: { runId: 'run-failed', conclusion: { hypothesis: 'failed' } } },
  });
});

test('a damaged file is one line', async () => {
  put('run-failed', '{"format": "firedrill.run/1", ');
  const { code, stderr } = await place.run('report', 'run-failed');
  expect(code).toBe(2);
  expect(stderr).toMatch(/^[^\n]*run-failed\.json: damaged[^\n]*\n$/);
  put('run-failed', '{}');
});

test('a name that is nearly one suggests it', async () => {
  const { code, stderr } = await place.run('report', 'run-faild');
  expect([code, stderr]).toEqual([
    2,
    'there is no run and no game day run-faild; did you mean run-failed?\n',
  ]);
});

test('it writes where it is told, and says so when it cannot', async () => {
  const file = join(dirname(place.stateDir), 'a folder', 'r.html');
  await place.must('report', 'run-failed', '--out', file);
  expect(readFileSync(file, 'utf8')).toContain('<!doctype html>');
  const { code, stderr } = await place.run('report', 'run-failed', '--out', join(file, 'below.html'));
  expect(code).toBe(2);
  expect(stderr).toMatch(/^[^\n]*below\.html: cannot be written: [^\n]*\n$/);
});

test.each([
  ['junit', 'junit.xml', /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites /],
  ['markdown', 'md', /^## ❌ FAILED: /],
  ['chaos-toolkit', 'journal.json', /^\{\n {2}"chaoslib-version": "firedrill"/],
])(
  'as %s it is a file of its own beside the result, or on standard output',
  async (format, suffix, begins) => {
    const { result } = await place.must('report', 'run-failed', '--format', format);
    const file = join(place.stateDir, 'results', `run-failed.${suffix}`);
    expect(result).toMatchObject({ file });
    expect(readFileSync(file, 'utf8')).toMatch(begins);
    const plain = ['--state', place.stateDir, 'report', 'run-failed', '--format', format, '--out', '-'];
    const { status, stdout, stderr } = spawnSync(process.execPath, ['cli/firedrill.ts', ...plain], {
      encoding: 'utf8',
    });
    expect([status, stdout, stderr]).toEqual([0, readFileSync(file, 'utf8'), '']);
  },
);

test('standard output cannot have both the report and the lines for machines', async () => {
  const { code, stderr } = await place.run('report', 'run-failed', '--out', '-', '--json');
  expect([code, stderr]).toEqual([2, expect.stringContaining('leave one of them out')]);
});
