import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';

/** How a command ended, and the last JSON line that it said. */
export type Ended = { readonly code: number; readonly result: Readonly<Record<string, unknown>> };

const signals = ['SIGINT', 'SIGTERM'] as const;

/**
 * Runs firedrill. What it says to people goes to the log; a signal to this process goes on to it, which stops what runs at
 * the first one and leaves at the second: a cancelled job gives it 7.5 s between the two.
 */
export const firedrill = async (bin: string, args: readonly string[]): Promise<Ended> => {
  const child = spawn(process.execPath, [bin, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const pass = (signal: NodeJS.Signals) => void child.kill(signal);
  for (const signal of signals) process.on(signal, pass);
  try {
    const ended = Promise.withResolvers<number>();
    child.on('error', ended.reject);
    child.on('close', (code, signal) => ended.resolve(code ?? 128 + constants.signals[signal ?? 'SIGKILL']));
    let result: Ended['result'] = {};
    for await (const line of createInterface({ input: child.stdout })) result = resultIn(line) ?? result;
    return { code: await ended.promise, result };
  } finally {
    for (const signal of signals) process.off(signal, pass);
  }
};

const resultIn = (line: string): Ended['result'] | undefined => {
  try {
    const said: unknown = JSON.parse(line);
    return typeof said === 'object' && said !== null && 'type' in said && said.type === 'result'
      ? { ...said }
      : undefined;
  } catch {
    return undefined;
  }
};
