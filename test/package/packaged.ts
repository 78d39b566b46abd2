import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Metafile } from 'esbuild';
import type { Template } from '../../scripts/package/template.ts';

const root = resolve(import.meta.dirname, '../..');

/** The template as `npm run package` has left it. */
export const packagedTemplate = (): Template =>
  readJson('.serverless/cloudformation-template-update-stack.json');

/** What is in the bundles. */
export const packagedMeta = (): Metafile => readJson('dist/functions/meta.json');

/** A bundle's text. */
export const packagedText = (name: string): string =>
  readFileSync(join(root, 'dist/functions', name, 'index.mjs'), 'utf8');

const readJson = <T>(path: string): T => JSON.parse(readFileSync(join(root, path), 'utf8')) as T;

/** The framework's name for a function. */
export const logicalId = (name: string): string =>
  `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('-', 'Dash')}LambdaFunction`;
