import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { isAlive, killProcess, type ProcessIdentity } from '../../../lab/process/process-identity.ts';
import { siblingScript } from '../../../lab/process/sibling-script.ts';
import { canTie, spawnTied } from '../../../lab/process/spawn-tied.ts';
import { until } from '../keeper/support.ts';

const left: ProcessIdentity[] = [];
afterEach(() => {
  for (const identity of left.splice(0)) killProcess(identity, 'SIGKILL');
});

// A parent that starts one tied child and says which.
const parentOf = async (program: string, args: readonly string[]) => {
  const module = (name: string) =>
    JSON.stringify(siblingScript(import.meta.url, `../../../lab/process/${name}`));
  const script = `
    const { spawnTied } = await import(${module('spawn-tied')});
    const { processStartTime } = await import(${module('process-identity')});
    const { pid } = spawnTied(${JSON.stringify(program)}, ${JSON.stringify(args)}, { stdio: 'ignore' });
    console.log(JSON.stringify({ pid, startTime: processStartTime(pid) }));
    setInterval(() => {}, 1000);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(parent.stdout, 'data');
  const child: ProcessIdentity = JSON.parse(String(line));
  left.push(child);
  return { parent, child };
};

// Until setpriv has become the program, the kernel has not been asked for the tie.
const isTied = ({ pid }: ProcessIdentity) => readFileSync(`/proc/${pid}/comm`, 'utf8').trim() !== 'setpriv';

const dieHard = async (parent: ChildProcess) => {
  parent.kill('SIGKILL');
  await once(parent, 'exit');
};

test.runIf(canTie()).each([
  ['sleeping', 'sleep', ['60'], undefined],
  ['stopped', 'sleep', ['60'], 'SIGSTOP'],
  ['spinning', process.execPath, ['-e', 'for (;;);'], undefined],
] as const)('a %s child dies with its parent', async (_, program, args, signal) => {
  const { parent, child } = await parentOf(program, args);
  await until('the child is the program', () => isTied(child));
  if (signal) killProcess(child, signal);
  expect(isAlive(child)).toBe(true);
  await dieHard(parent);
  await until('the child is gone', () => !isAlive(child), 10_000);
});

test('a tied child keeps its pid, its arguments and its exit code', async () => {
  const child = spawnTied(process.execPath, ['-p', '[process.pid, process.argv[1]].join()', 'word'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const output = child.stdout && once(child.stdout, 'data');
  const [code] = await once(child, 'exit');
  expect(String(await output).trim()).toBe(`${child.pid},word`);
  expect(code).toBe(0);
});
