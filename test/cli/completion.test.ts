import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { shortExperiment } from '../e2e/support/documents.ts';
import { openPlace } from '../e2e/support/place.ts';
import { start } from '../e2e/support/program.ts';

const place = openPlace();
const experiment = place.write('short.yml', shortExperiment());
beforeAll(async () => {
  await place.must('lab', 'up', '--time-scale', '20');
});
afterAll(place.close);

const completed = async (...words: readonly string[]) =>
  (await start({ args: ['--state', place.stateDir, 'complete', '--', ...words] }).ended).stdout;

test.for([
  [['sta'], /^status\t/m],
  [['run', '--wa'], /^--wait\t/m],
  [['lab', ''], /^up\t/m],
  [['schema', ''], /^gameday/m],
  [['init', '--system', ''], /^lambda/m],
  [['validate', 'experiments/ec2-alb/one'], /^experiments\/ec2-alb\/one-web-instance-stops\.yml/m],
] as const)('%j is completed', async ([words, expected]) => {
  expect(await completed(...words)).toMatch(expected);
});

test('the ids of what is open are completed', async () => {
  const run = place.start(['run', experiment, '--wait', '--run-id', 'run-to-complete']);
  await run.entry('run-created');

  expect(await completed('stop', '')).toMatch(/^run-to-complete\tshort$/m);

  run.kill('SIGINT');
  await run.ended;
});

test.for(['bash', 'zsh', 'fish'])('the script for %s is one that it can read', async (shell) => {
  const { code, stdout } = await start({ args: ['completion', shell] }).ended;

  expect(code).toBe(0);
  expect(stdout).toContain('firedrill complete --');
  const { status, error } = spawnSync(shell, ['-n'], { input: stdout });
  if (error === undefined) expect(status).toBe(0);
});
