import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { shortExperiment } from '../e2e/support/documents.ts';
import { openPlace } from '../e2e/support/place.ts';

const place = openPlace();
afterAll(place.close);

const shipped = fileURLToPath(new URL('../../experiments/ec2-alb/', import.meta.url));

test('a good document is told by name', async () => {
  const file = `${shipped}one-web-instance-stops.yml`;

  const { code, result, lines, stderr } = await place.run('validate', file, `${shipped}first-game-day.yml`);

  expect(code).toBe(0);
  expect(stderr).toContain(`${file}: a valid Experiment, one-web-instance-stops`);
  expect(lines).toHaveLength(3);
  expect(lines[0]).toMatchObject({ type: 'document', ok: true, file });
  expect(result).toEqual({ type: 'result', valid: 2, invalid: 0, errors: 0, warnings: 0, advices: 0 });
});

test('every problem of every file is told at once, with its line and column', async () => {
  const typo = place.write('typo.yml', shortExperiment().replace('purpose:', 'purpos:'));
  const twice = place.write('twice.yml', shortExperiment({ name: 'Two Words', maxTargets: 0 }));

  const { code, result, lines, stderr } = await place.run('validate', typo, twice);

  expect(code).toBe(2);
  expect(stderr).toMatch(new RegExp(`^${typo}:5:1: .*purpos`, 'm'));
  expect(stderr).toContain('did you mean');
  expect(stderr).toMatch(new RegExp(`^${twice}:2:7: `, 'm'));
  expect(stderr).toMatch(new RegExp(`^${twice}:\\d+:15: `, 'm'));
  expect(lines[0]).toMatchObject({
    ok: false,
    problems: expect.arrayContaining([expect.objectContaining({ line: 5, column: 1 })]),
  });
  expect(result).toMatchObject({ type: 'result', valid: 0, invalid: 2 });
});

test('what a valid document can still get wrong is told too, and only an error fails it', async () => {
  const warned = place.write('warned.yml', shortExperiment());
  const wrong = place.write(
    'wrong.yml',
    shortExperiment().replace('select: COUNT(1)', 'select: COUNT(1)\n    parameters: { duration: PT5M }'),
  );

  const [fine, bad] = [await place.run('validate', warned), await place.run('validate', wrong)];

  expect(fine).toMatchObject({ code: 0, result: { valid: 1, errors: 0, warnings: 2 } });
  expect(fine.stderr).toMatch(/warned\.yml:\d+:\d+: warning: .*\(stop-without-restart\)/);
  expect(bad).toMatchObject({ code: 2, result: { valid: 1, invalid: 0, errors: 1 } });
  expect(bad.stderr).toMatch(/wrong\.yml:\d+:19: error: .*did you mean `startInstancesAfterDuration`/);
  expect(bad.lines[0]).toMatchObject({ ok: true, findings: expect.any(Array) });
});

test('a game day with bad experiments is not begun, and all that is wrong with them is told', async () => {
  place.write('bad.yml', shortExperiment({ name: 'Two Words' }));
  place.write('worse.yml', 'kind: Experiment\n');
  const steps = '[{ experiment: ./bad.yml }, { experiment: ./worse.yml }, { experiment: ./none.yml }]';
  const about = 'name: day\ntitle: A day\nowner: tests@example.com\npurpose: Nothing good';
  const day = place.write('day.yml', `kind: GameDay\n${about}\nsteps: ${steps}\n`);

  const { code, stderr, result } = await place.run('gameday', day, '--wait', '--lab');

  expect(code).toBe(2);
  expect(stderr).toMatch(/bad\.yml:2:7: [\s\S]*worse\.yml:1:1: [\s\S]*none\.yml: cannot be read/);
  expect(result).toMatchObject({ type: 'result', exitCode: 2 });
});

test.for([
  ['run', 'first-game-day.yml', 'it is a GameDay; an Experiment is wanted here'],
  ['gameday', 'one-web-instance-stops.yml', 'it is an Experiment; a GameDay is wanted here'],
] as const)('%s does not take %s', async ([command, file, message]) => {
  const { code, stderr } = await place.run(command, `${shipped}${file}`);

  expect(code).toBe(2);
  expect(stderr).toContain(message);
});
