import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Metafile } from 'esbuild';
import { bundlesIn, filesOf } from '../../scripts/package/bundle.ts';
import type { Template } from '../../scripts/package/template.ts';

const root = resolve(import.meta.dirname, '../..');

/** The template as `npm run package` has left it. */
export const packagedTemplate = (): Template =>
  readJson('.serverless/cloudformation-template-update-stack.json');

/** What esbuild says is in the files of a function's bundle. */
export const packagedFiles = (name: string): readonly Metafile['outputs'][string][] =>
  Object.values(readJson<Metafile>(`dist/functions/${name}.meta.json`).outputs);

/** A bundle's text. */
export const packagedText = (name: string): string =>
  filesOf(join(bundlesIn(root), name))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');

const readJson = <T>(path: string): T => JSON.parse(readFileSync(join(root, path), 'utf8')) as T;

/** The framework's name for a function. */
export const logicalId = (name: string): string =>
  `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('-', 'Dash')}LambdaFunction`;
