import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { openPlace } from '../e2e/support/place.ts';
import { until } from '../e2e/support/until.ts';

const place = openPlace();
afterAll(place.close);

const folder = dirname(place.stateDir);
const url = ['--url', 'https://shop.example.com/'];

test.for(['ec2', 'rds', 'ecs', 'lambda', 'network'])(
  'a first experiment on %s is valid as it is written',
  async (system) => {
    const file = join(folder, `${system}.yml`);

    const { result } = await place.must(
      'init',
      file,
      '--system',
      system,
      ...url,
      '--alarm',
      'it\'s "5xx": # high',
    );
    const checked = await place.run('validate', file);

    expect(result).toMatchObject({ type: 'result', file, system });
    expect(checked.stderr).toContain(`a valid Experiment, first-${system}-experiment`);
    expect(readFileSync(file, 'utf8')).toContain('# what nobody may exceed');
  },
);

test('what is there is kept, unless it is forced', async () => {
  const file = place.write('mine.yml', 'mine');

  const kept = await place.run('init', file, ...url);
  expect(kept).toMatchObject({
    code: 2,
    stderr: `${file} is there already; choose another name, or say --force\n`,
  });
  expect(readFileSync(file, 'utf8')).toBe('mine');

  await place.must('init', file, ...url, '--force');
  expect(readFileSync(file, 'utf8')).toContain('kind: Experiment');
});

test.for([
  [[], '--url is missing'],
  [[...url, '--name', 'Two Words'], '"Two Words" is not a kebab-case name'],
  [['--url', 'ftp://shop.example.com/'], 'ftp://shop.example.com/'],
  [[...url, '--system', 'ec3'], '(Did you mean ec2?)'],
] as const)('init %j writes nothing, and says what is wrong', async ([args, message]) => {
  const before = readdirSync(folder);

  const { code, stderr } = await place.run('init', join(folder, 'none.yml'), ...args);

  expect(code).toBe(2);
  expect(stderr).toContain(message);
  expect(readdirSync(folder)).toEqual(before);
});

describe.runIf(process.platform === 'linux')('on a terminal', () => {
  const asked = (name: string) => {
    const program = fileURLToPath(new URL('../../cli/firedrill.ts', import.meta.url));
    const line = [
      'stty cols 100 rows 40;',
      process.execPath,
      program,
      '--state',
      place.stateDir,
      'init',
      join(folder, name),
    ].join(' ');
    const child = spawn('script', ['-qefc', line, '/dev/null'], {
      env: { PATH: process.env.PATH, TERM: 'xterm-256color' },
    });
    let seen = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (seen += text));
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    const says = (text: string) => until(text, () => seen.includes(text));
    return { type: (keys: string) => child.stdin.write(keys), says, ended };
  };

  test('it asks for what is missing', async () => {
    const terminal = asked('asked.yml');

    await terminal.says('What shall break?');
    terminal.type('\u001b[B\r');
    await terminal.says('What is it called?');
    terminal.type('from-a-terminal\r');
    await terminal.says('Which address');
    terminal.type('https://shop.example.com/\r');
    await terminal.says('Is there an alarm');
    terminal.type('\r');

    expect(await terminal.ended).toBe(0);
    const written = readFileSync(join(folder, 'asked.yml'), 'utf8');
    expect(written).toContain('name: from-a-terminal');
    expect(written).toContain('aws:rds:reboot-db-instances');
  });

  test('Ctrl-C writes nothing', async () => {
    const terminal = asked('never.yml');

    await terminal.says('What shall break?');
    terminal.type('\u0003');

    expect(await terminal.ended).toBe(130);
    expect(existsSync(join(folder, 'never.yml'))).toBe(false);
  });
});
