import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { openPlace } from '../e2e/support/place.ts';

const place = openPlace();
afterAll(place.close);

const program = fileURLToPath(new URL('../../bin/firedrill.js', import.meta.url));
const shipped = (path: string) => readFileSync(new URL(`../../schema/${path}`, import.meta.url), 'utf8');

test.for([
  [[], 'experiment.schema.json'],
  [['experiment', '--draft', '2020-12'], '2020-12/experiment.schema.json'],
  [['gameday'], 'gameday.schema.json'],
  [['gameday', '--draft', '2020-12'], '2020-12/gameday.schema.json'],
] as const)('schema %j is the one that is shipped', ([args, file]) => {
  const { stdout, status } = spawnSync(process.execPath, [program, 'schema', ...args], { encoding: 'utf8' });

  expect(status).toBe(0);
  expect(stdout).toBe(shipped(file));
});

test('a schema goes to a file, or into the result', async () => {
  const file = join(dirname(place.stateDir), 'gameday.schema.json');

  const { result } = await place.must('schema', 'gameday', '--out', file);
  const inline = await place.must('schema', 'gameday');

  expect(result).toEqual({ type: 'result', kind: 'gameday', draft: '7', file });
  expect(readFileSync(file, 'utf8')).toBe(shipped('gameday.schema.json'));
  expect(inline.result.schema).toEqual(JSON.parse(shipped('gameday.schema.json')));
});
