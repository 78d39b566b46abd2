import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { onTestFinished } from 'vitest';

const hammer = new URL('./hammer.ts', import.meta.url);

/** A process that is ready to do its part on a store, and begins with `go`. */
export const startProcess = async (stateDir: string, role: string, me = '0'): Promise<ChildProcess> => {
  const child = fork(hammer, [stateDir, role, me], {
    execArgv: [],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'message');
  return child;
};

/** What several processes report that did the same at the same time. */
export const atOnce = async (
  stateDir: string,
  role: string,
  count = 4,
): Promise<readonly (readonly number[])[]> => {
  const names = Array.from({ length: count }, (_, n) => String(n));
  const children = await Promise.all(names.map((me) => startProcess(stateDir, role, me)));
  return Promise.all(
    children.map(async (child) => {
      const answer = once(child, 'message');
      child.send('go');
      const [numbers] = await answer;
      await once(child, 'exit');
      return numbers as readonly number[];
    }),
  );
};

/** How often a process had said it was done with one thing when it was killed in mid-stream. */
export const killAfter = async (child: ChildProcess, acknowledgements: number): Promise<number> => {
  let seen = 0;
  const closed = once(child, 'close');
  child.stdout?.on('data', (bytes: Buffer) => {
    seen += bytes.length;
    if (seen >= acknowledgements) child.kill('SIGKILL');
  });
  child.send('go');
  await closed;
  return seen;
};
