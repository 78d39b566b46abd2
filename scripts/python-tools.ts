import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const environments = resolve(import.meta.dirname, '../node_modules/.cache/firedrill-python');

/**
 * The Python that has a list of requirements installed, in an environment of its own outside git: one per list and version
 * of Python, made where it is not there, which takes PyPI and a minute. Only its `python` may be used: what else is in its
 * `bin` names the path at which it was made.
 */
export const pythonWith = (requirements: string): string => {
  const version = must('python3', ['-c', 'import ensurepip, sys, venv; print(sys.version, sys.base_prefix)']);
  const key = createHash('sha256')
    .update(readFileSync(requirements))
    .update(version)
    .digest('hex')
    .slice(0, 16);
  const environment = join(environments, key);
  if (!existsSync(environment)) make(environment, requirements);
  return join(environment, 'bin/python');
};

// Two may begin at once: each makes its own, and the first to give it the name wins.
const make = (environment: string, requirements: string): void => {
  const draft = `${environment}.${process.pid}.draft`;
  mkdirSync(environments, { recursive: true });
  try {
    must('python3', ['-m', 'venv', draft]);
    const pip = ['-m', 'pip', 'install', '--quiet', '--no-input', '--disable-pip-version-check'];
    must(join(draft, 'bin/python'), [...pip, '--requirement', requirements]);
    renameSync(draft, environment);
  } catch (failure) {
    if (!existsSync(environment)) throw failure;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
};

const must = (program: string, args: readonly string[]): string => {
  const { error, status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  if (error)
    throw new Error(`${program} cannot be run: apt-get install python3 python3-venv`, { cause: error });
  if (status === 0) return stdout;
  const said = `${stdout}${stderr}`.trim().split('\n').at(-1) ?? '';
  throw new Error(`${program} ${args.slice(0, 2).join(' ')} failed: ${said}`);
};
