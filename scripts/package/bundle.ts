import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import { slimSdk } from './slim-sdk.ts';

/** Where the bundles go, one folder per function; beside them, `meta.json` says what is in each. */
export const bundlesIn = (root: string): string => join(root, 'dist', 'functions');

/** Every function that is deployed: a folder with a function.yml. */
export const functionNames = (root: string): readonly string[] =>
  readdirSync(join(root, 'functions')).filter((name) =>
    existsSync(join(root, 'functions', name, 'function.yml')),
  );

const common = {
  bundle: true,
  minify: true,
  outExtension: { '.js': '.mjs' },
  format: 'esm',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  legalComments: 'none',
  logLevel: 'error',
  // Some packages are CommonJS, and require Node's own modules.
  banner: { js: "const require=process.getBuiltinModule('node:module').createRequire(import.meta.url);" },
} satisfies BuildOptions;

// Half of what a bundle would be, and wanted only by a window that names public holidays.
const rare = 'date-holidays';
const beside = `./${rare}.mjs`;

/**
 * Bundles every function anew, each with what it uses and nothing else. One call for all: it reads every file once, and
 * still links each function for itself. (Split into chunks it would not: what one function uses would be in all.)
 */
export const bundleFunctions = async (root: string): Promise<Metafile> => {
  const outdir = bundlesIn(root);
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  const [{ metafile }] = await Promise.all([
    build({
      ...common,
      absWorkingDir: root,
      entryPoints: functionNames(root).map((name) => ({
        in: join('functions', name, 'index.ts'),
        out: join(name, 'index'),
      })),
      outdir,
      // Beside the bundle, not in the zip: reading maps would cost a cold start more than it gives.
      sourcemap: 'external',
      sourcesContent: false,
      metafile: true,
      plugins: [slimSdk(root), rareBeside],
      // The same parser as modules: what is not used of it is left out.
      alias: { yaml: resolve(root, 'node_modules/yaml/browser/index.js') },
    }),
    build({ ...common, absWorkingDir: root, entryPoints: [rare], outdir }),
  ]);
  for (const [output, { imports }] of Object.entries(metafile.outputs))
    if (imports.some(({ path }) => path === beside))
      copyFileSync(join(outdir, beside), resolve(root, output, '..', beside));
  writeFileSync(join(outdir, 'meta.json'), JSON.stringify(metafile));
  return metafile;
};

const rareBeside: Plugin = {
  name: 'rare-beside',
  setup: ({ onResolve }) =>
    onResolve({ filter: new RegExp(`^${rare}$`) }, () => ({ path: beside, external: true })),
};

/** The files of a bundle that are deployed; its source maps stay here. */
export const filesOf = (bundle: string): readonly string[] =>
  readdirSync(bundle, { encoding: 'utf8' })
    .filter((file) => file.endsWith('.mjs'))
    .sort()
    .map((file) => join(bundle, file));
