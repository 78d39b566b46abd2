import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const requirements = join(import.meta.dirname, 'requirements.txt');
const environments = join(root, 'node_modules/.cache/firedrill-emulators');

/**
 * The Python that has the emulators installed, in an environment of its own outside git: one per list of requirements and
 * version of Python, made where it is not there. The first time takes about a minute and needs PyPI.
 */
export const emulatorPython = (): string => {
  const environment = join(environments, keyOf(systemPython()));
  if (!existsSync(environment)) make(environment);
  return join(environment, 'bin/python');
};

const systemPython = (): string => {
  const looked = spawnSync(
    'python3',
    ['-c', 'import ensurepip, sys, venv; print(sys.version, sys.base_prefix)'],
    {
      encoding: 'utf8',
    },
  );
  if (looked.error)
    throw new Error('The AWS tests need Python 3: apt-get install python3 python3-venv', {
      cause: looked.error,
    });
  if (looked.status !== 0)
    throw new Error(
      `The AWS tests need Python's venv and ensurepip: apt-get install python3-venv (python3 says: ${lastLine(looked)})`,
    );
  return looked.stdout;
};

const keyOf = (python: string): string =>
  createHash('sha256').update(readFileSync(requirements)).update(python).digest('hex').slice(0, 16);

// Two suites may begin at once: each makes its own, and the first to give it the name wins. What is in an environment's
// bin names the path it was made at, so only its python, which does not, may be used.
const make = (environment: string): void => {
  const draft = `${environment}.${process.pid}.draft`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(environments, { recursive: true });
  try {
    must('python3', ['-m', 'venv', draft]);
    const pip = ['-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check'];
    // Compiling all of it would take longer than installing it; what is used is compiled when it is first used.
    must(join(draft, 'bin/python'), [...pip, '--no-compile', '--requirement', requirements]);
    renameSync(draft, environment);
  } catch (failure) {
    if (!existsSync(environment)) throw failure;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
};

const must = (program: string, args: readonly string[]): void => {
  const ran = spawnSync(program, args, { encoding: 'utf8' });
  if (ran.error) throw ran.error;
  if (ran.status === 0) return;
  throw new Error(`Could not install the emulators from PyPI (${program} ${args[1]}): ${lastLine(ran)}`);
};

const lastLine = ({ stdout, stderr }: SpawnSyncReturns<string>): string =>
  `${stdout}${stderr}`.trim().split('\n').at(-1) ?? '';
