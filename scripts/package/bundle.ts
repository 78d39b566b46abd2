import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import { slimSdk } from './slim-sdk.ts';

/** Where the bundles go, one folder per function; beside each, `<name>.meta.json` says what is in it. */
export const bundlesIn = (root: string): string => join(root, 'dist', 'functions');

/** Every function that is deployed: a folder with a function.yml. */
export const functionNames = (root: string): readonly string[] =>
  readdirSync(join(root, 'functions')).filter((name) =>
    existsSync(join(root, 'functions', name, 'function.yml')),
  );

// esbuild is written in Go, whose collector would otherwise take a fifth of the time; there is memory enough.
process.env.GOGC ??= '400';

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

/** Bundles every function anew, each for itself: in one build for all, what one of them sends would be in all. */
export const bundleFunctions = async (root: string): Promise<void> => {
  const outdir = bundlesIn(root);
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  await build({ ...common, absWorkingDir: root, entryPoints: [large], outdir });
  await Promise.all(functionNames(root).map((name) => bundle(root, name)));
};

const bundle = async (root: string, name: string): Promise<void> => {
  const outdir = join(bundlesIn(root), name);
  const { metafile } = await build({
    ...common,
    absWorkingDir: root,
    entryPoints: { index: join('functions', name, 'index.ts') },
    outdir,
    // What is imported when it is needed (reports, our own drivers) is read when it is needed.
    splitting: true,
    chunkNames: 'chunks/[hash]',
    metafile: true,
    plugins: [slimSdk(root), largeBeside],
    // The same parser as modules: what is not used of it is left out.
    alias: { yaml: resolve(root, 'node_modules/yaml/browser/index.js') },
  });
  writeFileSync(`${outdir}.meta.json`, JSON.stringify(metafile satisfies Metafile));
  for (const [output, { imports }] of Object.entries(metafile.outputs))
    if (imports.some(({ path }) => path === beside))
      copyFileSync(join(bundlesIn(root), beside), join(root, dirname(output), beside));
};

// To read two megabytes of holidays once per function would take longer than all the rest. Nothing of them is shared.
const large = 'date-holidays';
const beside = `./${large}.mjs`;
const largeBeside: Plugin = {
  name: 'large-beside',
  setup: ({ onResolve }) =>
    onResolve({ filter: new RegExp(`^${large}$`) }, () => ({ path: beside, external: true })),
};

/** The files of a bundle, in an order that does not depend on chance. */
export const filesOf = (bundle: string): readonly string[] =>
  readdirSync(bundle, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.mjs'))
    .sort()
    .map((file) => join(bundle, file));
