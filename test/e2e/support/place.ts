import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectLab, type LabClient } from '../../../lab/client.ts';
import { readLabFile } from '../../../lab/keeper/lab-file.ts';
import { stopLab } from '../../../lab/lab-lifecycle.ts';
import { isAlive } from '../../../lab/process/process-identity.ts';
import { type Ended, type Program, type Start, start } from './program.ts';
import { until } from './until.ts';

/** A state directory of a test, and the commands that are run on it. */
export type Place = {
  readonly stateDir: string;
  /** Starts a command and does not wait. `--json` is added. */
  start(args: readonly string[], how?: Omit<Start, 'args'>): Program;
  /** Runs a command to its end. `--json` is added. */
  run(...args: readonly string[]): Promise<Ended>;
  /** The same, and fails unless the command exits with 0. */
  must(...args: readonly string[]): Promise<Ended>;
  /** Writes a document and gives its path. */
  write(name: string, text: string): string;
  lab(): LabClient;
  /** Ends everything that was started here; fails when something of it is left even so. */
  close(): Promise<void>;
};

/** A place of its own. Close it in afterAll, whatever has happened. */
export const openPlace = (): Place => {
  const folder = mkdtempSync(join(tmpdir(), 'firedrill-e2e-'));
  const stateDir = join(folder, 'state');
  const started: Program[] = [];
  const clients: LabClient[] = [];
  const begin = (args: readonly string[], how: Omit<Start, 'args'> = {}) => {
    const program = start({ ...how, args: ['--state', stateDir, '--json', ...args] });
    started.push(program);
    return program;
  };
  return {
    stateDir,
    start: begin,
    run: (...args) => begin(args).ended,
    must: async (...args) => {
      const ended = await begin(args).ended;
      if (ended.code !== 0) throw new Error(`${args.join(' ')}: exit ${ended.code}\n${ended.stderr}`);
      if (ended.result.type !== 'result') throw new Error(`${args.join(' ')}: no result\n${ended.stdout}`);
      return ended;
    },
    write: (name, text) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    },
    lab: () => {
      const lab = connectLab(stateDir);
      if (lab === undefined) throw new Error('No lab is up');
      clients.push(lab);
      return lab;
    },
    close: async () => {
      for (const client of clients) client.close();
      await endAll(stateDir, started);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const endAll = async (stateDir: string, started: readonly Program[]): Promise<void> => {
  const lab = readLabFile(stateDir);
  for (const program of started) program.kill('SIGKILL');
  await Promise.all(started.map(({ ended }) => ended));
  for (const pid of mentioning(stateDir)) if (pid !== lab?.keeper.pid) process.kill(pid, 'SIGKILL');
  await stopLab(stateDir);
  const children = lab ? [lab.keeper, ...lab.children] : [];
  await until('no process is left', () => mentioning(stateDir).length === 0 && !children.some(isAlive));
};

/** The processes whose command line names the state directory: commands, detached ones, the keeper, the dead man. */
export const mentioning = (stateDir: string): readonly number[] =>
  commandLines().flatMap(([pid, line]) => (line.includes(stateDir) ? [pid] : []));

const commandLines = (): readonly (readonly [pid: number, line: string])[] => {
  if (process.platform === 'linux')
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => [Number(pid), commandLine(pid)] as const);
  const { stdout } = spawnSync('ps', ['-axo', 'pid=,command='], { encoding: 'utf8' });
  return stdout.split('\n').map((line) => [Number.parseInt(line, 10), line] as const);
};

// A process that ends while it is looked at mentions nothing any more.
const commandLine = (pid: string): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
  } catch {
    return '';
  }
};
