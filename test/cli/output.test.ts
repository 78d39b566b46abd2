import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shortExperiment } from '../e2e/support/documents.ts';
import { openPlace } from '../e2e/support/place.ts';

const place = openPlace();
const experiment = place.write('short.yml', shortExperiment());
beforeAll(async () => {
  await place.must('lab', 'up', '--time-scale', '20');
});
afterAll(place.close);

const esc = '\u001b';
const colour = new RegExp(`${esc}\\[[0-9;]*m`);
const cursor = new RegExp(`${esc}\\[[0-9;]*[A-HJK]`);

test('without a terminal there are plain lines for people, and JSON lines for machines', async () => {
  const { lines, stdout, stderr } = await place.must('run', experiment, '--wait');

  expect(stderr).not.toContain(esc);
  expect(stderr).toMatch(/✔ held · restored, verified/);
  expect(stdout.split('\n').filter((line) => line !== '')).toHaveLength(lines.length);
  expect(lines.map(({ type }) => type)).toEqual([...lines.slice(1).map(() => 'entry'), 'result']);
  expect(lines.at(-1)).toMatchObject({ type: 'result', hypothesis: 'held', exitCode: 0 });
});

test('without --json there is nothing on stdout', async () => {
  const program = fileURLToPath(new URL('../../cli/firedrill.ts', import.meta.url));

  const { stdout, stderr } = spawnSync(process.execPath, [program, '--state', place.stateDir, 'status'], {
    encoding: 'utf8',
  });

  expect(stdout).toBe('');
  expect(stderr).toContain('The lab is up, at ×20.');
});

/** What a person sees: the command on a pseudo-terminal. */
const onTerminal = (args: readonly string[], env: Readonly<Record<string, string>>) => {
  const program = fileURLToPath(new URL('../../cli/firedrill.ts', import.meta.url));
  const line = ['stty cols 120 rows 40;', process.execPath, program, '--state', place.stateDir, ...args].join(
    ' ',
  );
  const { stdout } = spawnSync('script', ['-qefc', line, '/dev/null'], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, TERM: 'xterm-256color', ...env },
  });
  return stdout;
};

describe.runIf(process.platform === 'linux')('on a terminal', () => {
  test('a run moves, in colour', () => {
    const seen = onTerminal(['run', experiment, '--wait'], {});

    expect(seen).toMatch(colour);
    expect(seen).toMatch(cursor);
    expect(seen).toMatch(/web .*eu-lab-1a/);
    expect(seen).toContain('✔ held');
  });

  test('NO_COLOR takes the colours away, and a dumb terminal everything', () => {
    expect(onTerminal(['status'], {})).toMatch(colour);
    expect(onTerminal(['status'], { NO_COLOR: '1' })).not.toMatch(colour);
    expect(onTerminal(['status'], { TERM: 'dumb' })).not.toContain(esc);
  });
});
