import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { slimSdk } from './slim-sdk.ts';

/** Where the bundles go, one folder per function; beside each, `<name>.meta.json` says what is in it. */
export const bundlesIn = (root: string): string => join(root, 'dist', 'functions');

/** Every function that is deployed: a folder with a function.yml. */
export const functionNames = (root: string): readonly string[] =>
  readdirSync(join(root, 'functions')).filter((name) =>
    existsSync(join(root, 'functions', name, 'function.yml')),
  );

/** Bundles every function anew, each for itself: in one build for all, what one of them sends would be in all. */
export const bundleFunctions = async (root: string): Promise<void> => {
  rmSync(bundlesIn(root), { recursive: true, force: true });
  mkdirSync(bundlesIn(root), { recursive: true });
  await Promise.all(functionNames(root).map((name) => bundle(root, name)));
};

const bundle = async (root: string, name: string): Promise<void> => {
  const outdir = join(bundlesIn(root), name);
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { index: join('functions', name, 'index.ts') },
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // What is imported when it is needed (holidays, reports, our own drivers) is read when it is needed.
    splitting: true,
    chunkNames: 'chunks/[hash]',
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    legalComments: 'none',
    logLevel: 'error',
    metafile: true,
    plugins: [slimSdk(root)],
    // The same parser as modules: what is not used of it is left out.
    alias: { yaml: resolve(root, 'node_modules/yaml/browser/index.js') },
    // Some packages are CommonJS, and require Node's own modules.
    banner: { js: "const require=process.getBuiltinModule('node:module').createRequire(import.meta.url);" },
  });
  writeFileSync(`${outdir}.meta.json`, JSON.stringify(metafile satisfies Metafile));
};

/** The files of a bundle, in an order that does not depend on chance. */
export const filesOf = (bundle: string): readonly string[] =>
  readdirSync(bundle, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.mjs'))
    .sort()
    .map((file) => join(bundle, file));
