import { readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Metafile } from 'esbuild';
import { bundlesIn, filesOf } from './bundle.ts';

/** How large a function's code is, in bytes: what is read when it starts, and all of it. */
export const sizesOf = (root: string, name: string): { readonly atStart: number; readonly all: number } => {
  const folder = join(bundlesIn(root), name);
  const { outputs }: Metafile = JSON.parse(readFileSync(`${folder}.meta.json`, 'utf8'));
  const atStart = reachable(outputs, relative(root, join(folder, 'index.mjs')));
  const bytesOf = (files: readonly string[]) => files.reduce((sum, file) => sum + statSync(file).size, 0);
  return { atStart: bytesOf([...atStart].map((file) => join(root, file))), all: bytesOf(filesOf(folder)) };
};

const reachable = (
  outputs: Metafile['outputs'],
  file: string,
  known = new Set<string>(),
): ReadonlySet<string> => {
  known.add(file);
  for (const { path, kind } of outputs[file]?.imports ?? [])
    if (kind === 'import-statement' && path in outputs && !known.has(path)) reachable(outputs, path, known);
  return known;
};
