import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');

// What the repository's own configuration says, for one module and its neighbours.
const declaring = [
  ...['--ignoreConfig', '--declaration', '--emitDeclarationOnly', '--strict', '--skipLibCheck'],
  ...['--allowImportingTsExtensions', '--rewriteRelativeImportExtensions'],
  ...['--target', 'es2024', '--module', 'nodenext', '--moduleResolution', 'nodenext', '--types', 'node'],
];

/** Builds what the package is published with: one module without dependencies, and its types. */
export const buildMiddleware = async (outdir: string): Promise<void> => {
  rmSync(outdir, { recursive: true, force: true });
  const entry = join(import.meta.dirname, 'chaos.ts');
  await build({
    entryPoints: [entry],
    outdir,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    // Its user bundles it anyway, and reads it when in doubt.
    minify: false,
    legalComments: 'none',
    logLevel: 'warning',
  });
  const tsc = join(root, 'node_modules', '.bin', 'tsc');
  const { status, stdout } = spawnSync(tsc, [...declaring, '--outDir', outdir, entry], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`tsc failed:\n${stdout}`);
};

if (import.meta.main) await buildMiddleware(join(import.meta.dirname, 'dist'));
