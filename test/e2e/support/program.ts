import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { until } from './until.ts';

/** One JSON line of stdout. */
export type Line = Readonly<Record<string, unknown>>;

/** What a command came to. */
export type Ended = {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly lines: readonly Line[];
  /** The last line of stdout, with `--json`. */
  readonly result: Line;
};

/** A command under way. */
export type Program = {
  readonly pid: number;
  /** The first line of stdout that fits. Fails when the command ends without it. */
  line(fits: (line: Line) => boolean, withinMs?: number): Promise<Line>;
  /** The first journal entry of a kind. */
  entry(kind: string, withinMs?: number): Promise<Line>;
  stderr(): string;
  kill(signal: NodeJS.Signals): void;
  /** What a closing terminal does: nobody reads any more, and SIGHUP. */
  hangUp(): void;
  readonly ended: Promise<Ended>;
};

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const program = file('../../../cli/firedrill.ts');
// Without it half of each command is spent on compiling the same sources.
const compileCache = file('../../../node_modules/.cache/firedrill-test');

/** How a command is started. */
export type Start = {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Dies by kill -9 at this moment: see die-at.ts. */
  readonly dieAt?: string | undefined;
};

/** Starts `firedrill`, as a shell would without a terminal. */
export const start = ({ args, env = {}, dieAt }: Start): Program => {
  const preload = dieAt ? ['--import', file('./die-at.ts')] : [];
  const child = spawn(process.execPath, [...preload, program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_COMPILE_CACHE: compileCache,
      ...(dieAt && { DIE_AT: dieAt }),
      ...env,
    },
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text));
  let over: Ended | undefined;
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      const lines = linesOf(said.stdout);
      over = { code, signal, ...said, lines, result: lines.at(-1) ?? {} };
      resolve(over);
    });
  });
  const line = (fits: (line: Line) => boolean, withinMs?: number) =>
    until(
      `a line of \`${args.join(' ')}\``,
      () => {
        const found = linesOf(said.stdout).find(fits);
        if (!found && over) throw new Error(`It ended without the line:\n${said.stdout}\n${said.stderr}`);
        return found;
      },
      withinMs,
    );
  return {
    pid: child.pid ?? 0,
    line,
    entry: (kind, withinMs) => line((one) => one.kind === kind, withinMs),
    stderr: () => said.stderr,
    kill: (signal) => void child.kill(signal),
    hangUp: () => {
      child.stdout.destroy();
      child.stderr.destroy();
      child.kill('SIGHUP');
    },
    ended,
  };
};

// With --json nothing else is on stdout; without it (help) there are no lines to read.
const linesOf = (text: string): readonly Line[] =>
  text.startsWith('{')
    ? text
        .slice(0, text.lastIndexOf('\n'))
        .split('\n')
        .map((line) => JSON.parse(line) as Line)
    : [];
