import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openPlace } from '../e2e/support/place.ts';
import { start } from '../e2e/support/program.ts';

const place = openPlace();
afterAll(place.close);

const levelOf = (lines: readonly Readonly<Record<string, unknown>>[], check: string) =>
  lines.find((line) => line.check === check)?.level;

test('a machine that has everything is told line by line, and nothing is made', async () => {
  const { code, lines, result, stderr } = await place.run('doctor');

  expect(code).toBe(0);
  expect(lines.slice(0, -1).map(({ check }) => check)).toEqual(
    expect.arrayContaining(['node', 'processes', 'state', 'ports', 'database', 'lab', 'runs', 'clock']),
  );
  expect(levelOf(lines, 'node')).toBe('ok');
  expect(stderr).toMatch(/ok +lab +down; `firedrill lab up` starts it/);
  expect(result).toMatchObject({ type: 'result', bad: 0 });
});

test('a lab that is up is seen', async () => {
  await place.must('lab', 'up', '--time-scale', '60');

  const { stderr } = await place.must('doctor');

  expect(stderr).toMatch(/ok +lab +up, at ×60/);
});

test('a state directory under a file cannot be written to, which is bad', async () => {
  const file = place.write('a-file', '');

  const { code, lines, stderr } = await start({ args: ['--state', join(file, 'state'), '--json', 'doctor'] })
    .ended;

  expect(code).toBe(1);
  expect(levelOf(lines, 'state')).toBe('bad');
  expect(stderr).toContain('must be put right.');
});
