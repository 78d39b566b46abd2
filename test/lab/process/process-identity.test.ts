import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { isAlive, killProcess, processStartTime } from '../../../lab/process/process-identity.ts';

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

const sleeper = () => {
  const child = spawn('sleep', ['60'], { stdio: 'ignore' });
  children.push(child);
  const pid = child.pid ?? 0;
  return { child, identity: { pid, startTime: processStartTime(pid) ?? '' } };
};

test('a process is known by its pid and its start time', () => {
  const { identity } = sleeper();
  expect(identity.startTime).not.toBe('');
  expect(isAlive(identity)).toBe(true);
  expect(isAlive({ ...identity, startTime: 'another time' })).toBe(false);
});

test('a pid that was given to another process is not killed', () => {
  const { identity } = sleeper();
  expect(killProcess({ ...identity, startTime: 'another time' }, 'SIGKILL')).toBe(false);
  expect(isAlive(identity)).toBe(true);
});

test('a stopped process is alive, a killed one is not', async () => {
  const { child, identity } = sleeper();
  expect(killProcess(identity, 'SIGSTOP')).toBe(true);
  expect(isAlive(identity)).toBe(true);
  const gone = once(child, 'exit');
  expect(killProcess(identity, 'SIGKILL')).toBe(true);
  await gone;
  expect(isAlive(identity)).toBe(false);
  expect(killProcess(identity, 'SIGKILL')).toBe(false);
});

test('there is no start time of a process that is not there', () => {
  expect(processStartTime(2 ** 22 + 1)).toBeUndefined();
});
