import { existsSync, globSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';

/**
 * Bundles of the AWS SDK with what is used of it and nothing else. Three things are in the way of that:
 * a client's index makes esbuild read hundreds of commands to throw them away again; the schemas of XML services have
 * computed keys, which esbuild cannot know to be free of side effects; and every client brings all the ways there are to
 * credentials, of which a Lambda has one.
 */
export const slimSdk = (root: string): Plugin => {
  const used = namesUsed(root);
  return {
    name: 'slim-sdk',
    setup: ({ onLoad, onResolve }) => {
      onResolve({ filter: /^@aws-sdk\/client-[\w-]+$/ }, ({ path, importer }) =>
        importer.includes('node_modules') ? undefined : { path, namespace: 'slim-sdk', sideEffects: false },
      );
      onLoad({ filter: /.*/, namespace: 'slim-sdk' }, ({ path }) => {
        const client = join(root, 'node_modules', path, 'dist-es');
        const contents = kept(client, () => facade(client, used.get(path) ?? []));
        return { contents, resolveDir: client };
      });
      onLoad({ filter: /dist-es[/\\]schemas[/\\]schemas_\d+\.js$/ }, async ({ path }) => ({
        contents: await once(path, () => shaken(path, used)),
      }));
      // Sixty languages, of which a function speaks one.
      onLoad({ filter: /zod[/\\]v4[/\\]locales[/\\]index\.js$/ }, () => ({
        contents: "export { default as en } from './en.js';",
      }));
      // For browsers' names; no sign that it may be left out where nobody asks.
      onResolve({ filter: /^bowser$/ }, () => ({
        path: join(root, 'node_modules/bowser/src/bowser.js'),
        sideEffects: false,
      }));
      onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, () => ({
        path: resolve(import.meta.dirname, 'lambda-credentials.ts'),
      }));
    },
  };
};

// The schemas of EC2 are more than a megabyte, and most functions want them.
const known = new Map<string, Promise<string>>();

// What is used of a client is the same for every bundle.
const facades = new Map<string, string>();

const kept = (client: string, make: () => string): string => {
  const text = facades.get(client) ?? make();
  facades.set(client, text);
  return text;
};

const once = (path: string, read: () => Promise<string>): Promise<string> => {
  const text = known.get(path) ?? read();
  known.set(path, text);
  return text;
};

/** What our own code imports of each client, types apart. */
const namesUsed = (root: string): ReadonlyMap<string, readonly string[]> => {
  const used = new Map<string, string[]>();
  for (const file of globSync('{adapters,functions}/**/*.ts', { cwd: root })) {
    const text = readFileSync(join(root, file), 'utf8');
    for (const [, names = '', client = ''] of text.matchAll(
      /import \{([^}]*)\} from '(@aws-sdk\/client-[\w-]+)'/g,
    ))
      used.set(client, [...(used.get(client) ?? []), ...valuesIn(names)]);
  }
  return used;
};

const valuesIn = (names: string): readonly string[] =>
  names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('type '));

const facade = (client: string, names: readonly string[]): string =>
  [...new Set(names)].map((name) => `export { ${name} } from './${fileOf(client, name)}';`).join('\n');

const fileOf = (client: string, name: string): string => {
  const file = [
    `commands/${name}.js`,
    `${name}.js`,
    `pagination/${name.replace(/^paginate/, '')}Paginator.js`,
    ...globSync('models/*.js', { cwd: client }).filter((models) => declares(join(client, models), name)),
  ].find((candidate) => existsSync(join(client, candidate)));
  if (file === undefined) throw new Error(`${dirname(client)} has no ${name} where this script looks for it`);
  return file;
};

const declares = (file: string, name: string): boolean =>
  new RegExp(`export (class|const) ${name}\\b`).test(readFileSync(file, 'utf8'));

// Every bundle would else read all of it (1.3 MB of EC2), and throw most of it away again.
const shaken = async (path: string, used: ReadonlyMap<string, readonly string[]>): Promise<string> => {
  const client = resolve(dirname(path), '..');
  const names = used.get(`@aws-sdk/${basename(dirname(client))}`) ?? [];
  const wanted = new Set<string>();
  const seen = new Set(names.map((name) => join(client, fileOf(client, name))));
  // A set gives what is added to it on the way, too.
  for (const file of seen)
    for (const [, imported = '', from = ''] of readFileSync(file, 'utf8').matchAll(importing)) {
      const other = `${resolve(dirname(file), from)}.js`;
      if (other === path) for (const name of valuesIn(imported)) wanted.add(name);
      else if (existsSync(other)) seen.add(other);
    }
  const contents = withPlainKeys(await readFile(path, 'utf8')).replace(/^export (?=var|const|let)/gm, '');
  const { outputFiles } = await build({
    stdin: {
      contents: `${contents}\nexport { ${[...wanted].join(', ')} };`,
      resolveDir: dirname(path),
    },
    ...{ bundle: true, packages: 'external', external: ['../*'], format: 'esm', write: false },
    logLevel: 'error',
  });
  return outputFiles[0]?.text ?? '';
};

// `import { A, b } from "../schemas/schemas_0"`, `export * from "./DescribeSubnetsCommand"`
const importing = /(?:import|export) (?:\{([^}]*)\}|\*) from "(\.[^"]*)"/g;

/** The same objects, with `[_xN]:` written as what `_xN` is. */
const withPlainKeys = (schemas: string): string => {
  const constants = new Map(
    [...schemas.matchAll(/^const (_\w+) = (".*");$/gm)].map(([, name, text]) => [name, text]),
  );
  return schemas.replace(/\[(_\w+)\]:/g, (key, name: string) =>
    constants.has(name) ? `${constants.get(name)}:` : key,
  );
};
