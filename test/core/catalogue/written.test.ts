import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { expect, test } from 'vitest';
import { catalogueData, writtenFiles } from '../../../scripts/catalogue/written.ts';

const root = resolve(import.meta.dirname, '../../..');
const data = catalogueData();

test.each([...writtenFiles(data)])(
  '%s is what the data say; node scripts/catalogue.ts writes it',
  (path, text) => {
    expect(readFileSync(resolve(root, path), 'utf8')).toBe(text);
  },
);

test('another parameter in the data is another field in the types, and another line on the page', () => {
  const [first, ...others] = data.actions;
  if (first === undefined) throw new Error('there is no action');
  const more = { name: 'howLoud', kind: 'integer', required: false } as const;
  const changed = { ...data, actions: [{ ...first, parameters: [...first.parameters, more] }, ...others] };

  expect(writtenFiles(changed).get('core/catalogue/generated.ts')).toContain(
    'readonly howLoud?: `${' + 'number}`;',
  );
  expect(writtenFiles(changed).get('docs/faults.md')).toContain('| `howLoud` | whole number | optional |');
});

const bundled = async (entryPoints: readonly string[]): Promise<Metafile> => {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [...entryPoints],
    ...{ bundle: true, splitting: true, write: false, outdir: 'nowhere', format: 'esm', platform: 'node' },
    ...{ packages: 'external', metafile: true, logLevel: 'silent' },
  });
  return metafile;
};

// What is read from disk before anything else happens.
const atOnce = ({ outputs }: Metafile, name: string, seen = new Set<string>()): readonly string[] => {
  if (seen.has(name)) return [];
  seen.add(name);
  const { inputs = {}, imports = [] } = outputs[name] ?? {};
  const next = imports.filter(({ kind }) => kind === 'import-statement').map(({ path }) => path);
  return [...Object.keys(inputs), ...next.flatMap((path) => atOnce({ outputs, inputs: {} }, path, seen))];
};

const ofCatalogue = (inputs: readonly string[]) =>
  inputs.filter((path) => path.startsWith('core/catalogue/'));

test('no function on AWS has more of the catalogue in its bundle than the ids', async () => {
  const { inputs } = await bundled(globSync('functions/*/index.ts', { cwd: root }));
  expect(Object.keys(inputs)).toContain('functions/plan-run/index.ts');
  // The API reads documents, and names what was meant by an action that there is not.
  expect(ofCatalogue(Object.keys(inputs))).toEqual(['core/catalogue/action-ids.ts']);
});

test('the command line does not read the catalogue before a command asks for it', async () => {
  const metafile = await bundled(['cli/firedrill.ts']);
  const first = atOnce(metafile, 'nowhere/firedrill.js');
  expect(first).toContain('cli/firedrill.ts');
  expect(ofCatalogue(first)).toEqual([]);
});
