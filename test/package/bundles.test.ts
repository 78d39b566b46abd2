import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { bundlesIn, functionNames } from '../../scripts/package/bundle.ts';
import { at } from '../../scripts/package/template.ts';
import { logicalId, packagedTemplate } from './packaged.ts';

const root = resolve(import.meta.dirname, '../..');
const names = functionNames(root);
const template = packagedTemplate();

/** The environment of a function as deployed, with something of the right kind for what CloudFormation puts in. */
const environmentOf = (name: string): Record<string, string> => {
  const variables = at(template.Resources[logicalId(name)], 'Properties', 'Environment', 'Variables') ?? {};
  return Object.fromEntries(
    Object.entries(variables).map(([key, value]) => [
      key,
      typeof value === 'string' ? value : (byDefault(at(value, 'Ref')) ?? thing),
    ]),
  );
};

const thing = 'arn:aws:service:eu-central-1:111122223333:thing';

const byDefault = (parameter: unknown): string | undefined => {
  const value = at(template.Parameters, String(parameter), 'Default');
  return typeof value === 'string' ? value : undefined;
};

test.each(names)('%s starts with what its deployment tells it', (name) => {
  const bundle = pathToFileURL(join(bundlesIn(root), name, 'index.mjs')).href;
  const program = `console.log(typeof (await import(${JSON.stringify(bundle)})).main)`;
  const env = { PATH: process.env.PATH, AWS_REGION: 'eu-central-1', ...environmentOf(name) };
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
    env,
  });
  expect(stderr).toBe('');
  expect(stdout).toBe('function\n');
});
