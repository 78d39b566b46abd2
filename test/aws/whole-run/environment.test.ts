import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { environmentOf } from './environment.ts';

const root = new URL('../../../', import.meta.url);

// Tags of CloudFormation's are none of YAML's own.
const read = (path: string) => parse(readFileSync(new URL(path, root), 'utf8'), { logLevel: 'silent' });

test('the functions of a stage on emulators are told what those of a deployment are, by the same names', () => {
  const folders = readdirSync(new URL('functions/', root)).filter((name) => !name.startsWith('_'));
  const own = folders.map((name) => read(`functions/${name}/function.yml`).function.environment ?? {});
  const deployed = Object.keys(Object.assign(read('serverless/environment.yml'), ...own));

  const told = Object.keys(environmentOf('test', 'http://127.0.0.1')).filter(
    (name) => !name.startsWith('AWS_'),
  );

  expect(told.sort()).toEqual(deployed.sort());
});
