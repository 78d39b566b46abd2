import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { ruleTexts } from '../../core/lint/rules.ts';
import { shortExperiment, throttle } from '../e2e/support/documents.ts';
import { openPlace } from '../e2e/support/place.ts';

const place = openPlace();
afterAll(place.close);

const shipped = fileURLToPath(new URL('../../experiments/ec2-alb/', import.meta.url));

test('a finding is told with place, what would be right, rule and source', async () => {
  const text = shortExperiment().replace('select: COUNT(1)', 'select: PERCENT(50)');
  const file = place.write('half.yml', text);

  const { code, lines, result, stderr } = await place.run('lint', file);

  expect(code).toBe(0);
  const line = text.split('\n').findIndex((one) => one.includes('PERCENT')) + 1;
  expect(stderr).toMatch(
    new RegExp(`^${file}:${line}:15: advice: .*; write .* \\(percent-of-few\\)\n {2}https://docs\\.aws`, 'm'),
  );
  expect(stderr).toMatch(/2 warnings, 1 times advice\. Why: firedrill lint --explain <rule>/);
  expect(lines).toContainEqual(
    expect.objectContaining({
      ...{ type: 'finding', rule: 'percent-of-few', severity: 'advice', file, line, column: 15 },
      pointer: '/faults/0/targets/select',
    }),
  );
  expect(result).toEqual({ type: 'result', files: 1, invalid: 0, errors: 0, warnings: 2, advices: 1 });
});

test.for([
  ['error', 0],
  ['warning', 2],
  ['advice', 2],
] as const)('with --fail-on %s a warning exits %i', async ([severity, expected]) => {
  const file = place.write('warned.yml', shortExperiment());
  expect((await place.run('lint', file, '--fail-on', severity)).code).toBe(expected);
});

test('an error fails it, and so does a document that is not valid', async () => {
  const wrong = place.write(
    'wrong.yml',
    shortExperiment({ faults: throttle('PT5M') }).replace('ALL', 'PERCENT(1)'),
  );
  const misspelt = place.write('misspelt.yml', shortExperiment().replace('purpose:', 'purpos:'));
  const never = place.write('never.yml', shortExperiment().replace('COUNT(1)', 'ALL'));

  expect((await place.run('lint', wrong)).code).toBe(0);
  expect(await place.run('lint', never)).toMatchObject({ code: 2, result: { errors: 1 } });
  const both = await place.run('lint', misspelt, wrong);
  expect(both).toMatchObject({ code: 2, result: { files: 2, invalid: 1 } });
  expect(both.stderr).toMatch(/misspelt\.yml:5:1: .*did you mean `purpose`/);
});

test('a game day is linted with its experiments, each once', async () => {
  place.write('step.yml', shortExperiment());
  const about = 'name: day\ntitle: A day\nowner: tests@example.com\npurpose: To lint';
  const steps = '[{ experiment: ./step.yml }, { experiment: ./step.yml }]';
  const day = place.write('day.yml', `kind: GameDay\n${about}\nsteps: ${steps}\n`);

  const { result } = await place.run('lint', day);

  expect(result).toMatchObject({ files: 2, warnings: 2 });
});

test('what an author says is fine, with a reason, is not told', async () => {
  const ignore = ['no-stop-alarm', 'stop-without-restart'].map(
    (rule) => `    - { rule: ${rule}, reason: It is a test of the linter. }`,
  );
  const file = place.write(
    'excepted.yml',
    shortExperiment({ more: `lint:\n  ignore:\n${ignore.join('\n')}\n` }),
  );

  const { code, stderr, result } = await place.run('lint', file, '--fail-on', 'advice');

  expect({ code, stderr }).toEqual({ code: 0, stderr: 'Nothing to say against it.\n' });
  expect(result).toMatchObject({ errors: 0, warnings: 0, advices: 0 });
});

test('a rule is explained, one that there is not is guessed, and all are listed', async () => {
  const one = await place.run('lint', '--explain', 'selects-all');
  const none = await place.run('lint', '--explain', 'select-all');
  const all = await place.run('lint', '--explain');

  expect(one).toMatchObject({ code: 0, result: { id: 'selects-all', severity: 'warning' } });
  expect(one.stderr).toMatch(/Whoever tags one more resource tomorrow[\s\S]*https:/);
  expect(none.code).toBe(2);
  expect(none.stderr).toContain('did you mean selects-all?');
  expect(all.result).toEqual({ type: 'result', rules: ruleTexts.length });
  for (const { id } of ruleTexts) expect(all.stderr).toContain(` ${id} `);
});

test('a file is needed, or a rule', async () => {
  const { code, stderr } = await place.run('lint');
  expect({ code, stderr }).toEqual({ code: 2, stderr: 'name at least one file, or a rule to --explain\n' });
});

test('with --lab it counts what there is to hit, and sees what the alarms watch', async () => {
  await place.must('lab', 'up', '--time-scale', '20');
  const half = place.write(
    'half-lab.yml',
    shortExperiment().replace('select: COUNT(1)', 'select: PERCENT(30)'),
  );
  const alarmed = `${shipped}one-web-instance-stops.yml`;

  const counted = await place.run('lint', half, '--lab');
  const seen = await place.run('lint', alarmed, '--lab');

  expect(counted.code).toBe(2);
  expect(counted.stderr).toMatch(/error: .*30 % of 3 is less than one; .*\(too-few-targets\)/);
  expect(seen).toMatchObject({ code: 0, result: { errors: 0 } });
});

test('without a lab there is none to look at', async () => {
  const other = openPlace();
  const file = other.write('short.yml', shortExperiment());

  const { code, stderr } = await other.run('lint', file, '--lab');
  await other.close();

  expect(code).toBe(2);
  expect(stderr).toContain('no lab is up here');
});
