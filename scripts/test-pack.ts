import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { shortExperiment } from '../test/e2e/support/documents.ts';

// Packs the program, installs it in an empty folder as a stranger would, and uses it there.
const root = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'fire drill '));
// Under root the lab's database runs as somebody else, who has to get in.
chmodSync(folder, 0o755);

const must = (cwd: string, command: string, ...args: readonly string[]): string => {
  const beganMs = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: exit ${status}\n${stdout}\n${stderr}`);
  const line = [command, ...args].join(' ');
  console.log(`ok ${((performance.now() - beganMs) / 1000).toFixed(1).padStart(5)} s  ${line}`);
  return stdout;
};

const firedrill = (...args: readonly string[]) => must(folder, 'npx', '--no', 'firedrill', ...args);
// Any answer of the shop will do: what is tested is the program, not how quick this machine is.
const short = 'short.yml';
const example = 'node_modules/firedrill/experiments/ec2-alb/one-web-instance-stops.yml';

try {
  const tarball = must(root, 'npm', 'pack', '--silent', '--pack-destination', folder)
    .trim()
    .split('\n')
    .at(-1);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }');
  must(folder, 'npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', join(folder, tarball ?? ''));
  firedrill('--help');
  firedrill('doctor');
  firedrill('validate', example);
  writeFileSync(join(folder, short), shortExperiment());
  firedrill('lab', 'up', '--time-scale', '10');
  firedrill('plan', example);
  firedrill('run', short, '--wait');
  // What goes on in the background, and what the keeper starts when nobody is left, are processes of their own.
  firedrill('run', short, '--wait', '--timeout', 'PT2M', '--run-id', 'in-the-background');
  must(folder, process.execPath, 'node_modules/firedrill/dist/dead-man.js', join(folder, 'nowhere'));
  firedrill('status');
  firedrill('lab', 'down');
} finally {
  // Whatever has happened: no process stays behind.
  spawnSync('npx', ['--no', 'firedrill', 'stop', '--all'], { cwd: folder });
  spawnSync('npx', ['--no', 'firedrill', 'lab', 'down'], { cwd: folder });
  rmSync(folder, { recursive: true, force: true });
}
