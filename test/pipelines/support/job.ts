import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { action, actionPath, stepNamed } from './action.ts';

type Values = Readonly<Record<string, string>>;

/** How a step ended, and what it told GitHub. */
export type Done = {
  readonly code: number | null;
  readonly log: string;
  readonly outputs: Values;
  readonly summary: string;
};

/** A job on a runner, as far as the steps of the action see one. */
export type Job = {
  readonly temp: string;
  /** Runs a step of action.yml by bash, as the runner does. */
  step(name: string, more?: Values): Promise<Done>;
  /** Begins it; `signal` is what a cancelled job sends to its first process. */
  begin(name: string, more?: Values): { signal(name: NodeJS.Signals): void; done: Promise<Done> };
  /** What firedrill was called with, and the signals that it heard. */
  calls(): readonly unknown[];
  /** Settles when firedrill waits for a signal. */
  waits(): Promise<void>;
};

/** Opens a job with inputs, in which firedrill is a stand-in unless another is named. */
export const openJob = (inputs: Values, environment: Values = {}): Job => {
  const temp = mkdtempSync(join(tmpdir(), 'firedrill-job-'));
  onTestFinished(() => rmSync(temp, { recursive: true, force: true }));
  const file = (name: string) => join(temp, name);
  for (const name of ['calls', 'output', 'summary']) writeFileSync(file(name), '');
  let outputs: Values = {};

  const context = (expression: string): string => {
    const [, from = '', name = ''] = /^(\w+)\.(.+)$/.exec(expression) ?? [];
    if (from === 'inputs') return inputs[name] ?? action.inputs[name]?.default ?? '';
    if (expression === 'runner.temp') return temp;
    if (expression === 'github.action_path') return actionPath;
    return outputs[name.replace('gate.outputs.', '')] ?? '';
  };
  const filled = (text: string) =>
    text.replace(/\$\{\{ *(.+?) *\}\}/g, (_, expression: string) => context(expression));

  const begin: Job['begin'] = (name, more = {}) => {
    const { run = '', env = {} } = stepNamed(name);
    for (const one of ['output', 'summary']) writeFileSync(file(one), '');
    // A group of its own, which is all that the runner ends at last.
    const child = spawn('bash', ['--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', run], {
      detached: true,
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        FIREDRILL_BIN: join(import.meta.dirname, 'fake-firedrill.ts'),
        FAKE_CALLS: file('calls'),
        GITHUB_OUTPUT: file('output'),
        GITHUB_STEP_SUMMARY: file('summary'),
        ...environment,
        ...Object.fromEntries(Object.entries(env).map(([key, value]) => [key, filled(value)])),
        ...more,
      },
    });
    const done = ended(child).then(({ code, log }) => {
      outputs = { ...outputs, ...outputsIn(readFileSync(file('output'), 'utf8')) };
      return { code, log, outputs, summary: readFileSync(file('summary'), 'utf8') };
    });
    const { pid } = child;
    onTestFinished(() => {
      if (child.exitCode === null && child.signalCode === null) endGroup(pid);
    });
    const signal = (one: NodeJS.Signals) => (one === 'SIGKILL' ? endGroup(pid) : void child.kill(one));
    return { signal, done };
  };

  const calls = () =>
    readFileSync(file('calls'), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line): unknown => JSON.parse(line));

  return {
    temp,
    begin,
    step: (name, more) => begin(name, more).done,
    calls,
    waits: async () => {
      while (!calls().includes('waits')) await new Promise((resolve) => setTimeout(resolve, 10));
    },
  };
};

const endGroup = (pid: number | undefined): void => {
  if (pid !== undefined) process.kill(-pid, 'SIGKILL');
};

const ended = async (child: ChildProcess): Promise<Pick<Done, 'code' | 'log'>> => {
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  const [code] = await once(child, 'close');
  return { code, log };
};

const outputsIn = (text: string): Values =>
  Object.fromEntries(
    [...text.matchAll(/^(.+)<<(.+)\n([\s\S]*?)\n\2$/gm)].map(([, name = '', , value = '']) => [name, value]),
  );

/** The text of a file that a step has left, or nothing. */
export const left = (folder: string | undefined, name: string): string | undefined => {
  const path = join(folder ?? '', name);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
};
