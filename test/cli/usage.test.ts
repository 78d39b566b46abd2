import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { openPlace } from '../e2e/support/place.ts';

const place = openPlace();
afterAll(place.close);

const shipped = fileURLToPath(new URL('../../experiments/ec2-alb/', import.meta.url));
const experiment = `${shipped}one-web-instance-stops.yml`;

test.for([
  [['stauts'], '(Did you mean status?)'],
  [['run'], "missing required argument 'file'"],
  [['run', 'a.yml', '--wiat'], '(Did you mean --wait?)'],
  [['run', 'none.yml'], 'none.yml: cannot be read: there is no such file'],
  [['validate', shipped], 'cannot be read: it is a folder'],
  [['lab', 'up', '--time-scale', '61'], 'a number from 1 to 60 is wanted'],
  [['run', 'a.yml', '--wait', '--timeout', '5 minutes'], '--timeout 5 minutes:'],
  [['stop'], 'name a run or a game day, or say --all'],
] as const)('%j is a usage error, and says what is wrong', async ([args, message]) => {
  const { code, stdout, stderr, result } = await place.run(...args);

  expect(code).toBe(2);
  expect(stderr).toContain(message);
  expect(stderr).not.toContain('    at ');
  expect(stdout.trim().split('\n')).toHaveLength(1);
  expect(result).toMatchObject({ type: 'result', exitCode: 2 });
});

test.for([['run', '--wait'], ['run'], ['plan'], ['approve']] as const)(
  '%j without a lab says how to get one',
  async ([command, ...options]) => {
    const { code, stderr } = await place.run(command, experiment, ...options);

    expect(code).toBe(2);
    expect(stderr).toContain('no lab is up here; start one with `firedrill lab up`, or add --lab');
  },
);

test('without a lab there is a status, and a list, and nothing to end', async () => {
  const status = await place.must('status');
  const list = await place.must('list');
  const down = await place.must('lab', 'down');

  expect(status.result).toMatchObject({ type: 'result', lab: null, open: [] });
  expect(list.result).toEqual({ type: 'result', runs: 0 });
  expect(down.result).toEqual({ type: 'result', lab: 'down', ended: false });
});

test('help is no error', async () => {
  const { code, stdout } = await place.run('--help');

  expect(code).toBe(0);
  expect(stdout).toContain('5 NOT VERIFIED RESTORED');
});

test('validating needs no state directory, and makes none', async () => {
  const fresh = openPlace();
  try {
    await fresh.must('validate', experiment);
    expect(existsSync(fresh.stateDir)).toBe(false);
  } finally {
    await fresh.close();
  }
});
