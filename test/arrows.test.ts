import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const forbidden = [
  ['core', '../adapters/fis.ts'],
  ['core', '../lab/client.ts'],
  ['core', '../functions/plan-run/handler.ts'],
  ['core/protocol', '../../cli/output.ts'],
  ['core', 'node:fs'],
  ['core', '@aws-sdk/client-fis'],
  ['functions/probe', '../../lab/client.ts'],
  ['functions/probe', '../../cli/output.ts'],
  ['lab', '../functions/plan-run/handler.ts'],
  ['lab', '../cli/output.ts'],
  ['adapters', '../functions/plan-run/handler.ts'],
  ['adapters', '../lab/client.ts'],
  ['lab', '../report/html-of.ts'],
  ['report', '../lab/client.ts'],
  ['report', '../cli/output.ts'],
  ['report', 'node:fs'],
] as const;

const allowed = [
  ['core', './run.ts'],
  ['core', 'node:crypto'],
  ['functions/probe', '../../core/protocol/plan-run.ts'],
  ['lab', '../core/ports.ts'],
  ['cli', '../lab/client.ts'],
  ['cli', '../adapters/aws/calling.ts'],
  ['cli', '../report/html-of.ts'],
  ['report', '../core/result.ts'],
  ['report', 'node:crypto'],
  ['cli', '../functions/plan-run/handler.ts'],
] as const;

const place = mkdtempSync(join(tmpdir(), 'firedrill-arrows-'));
const fileOf = (folder: string, imported: string) =>
  `${folder}/${imported.replace(/\W+/g, '-').replace(/^-|-$/g, '')}.ts`;
let refused: readonly string[] = [];

beforeAll(() => {
  copyFileSync(new URL('../biome.json', import.meta.url), join(place, 'biome.json'));
  for (const [folder, imported] of [...forbidden, ...allowed]) {
    const file = join(place, fileOf(folder, imported));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `import { x } from '${imported}';\n\nexport const y = x;\n`);
  }
  const args = ['lint', '--vcs-enabled=false', '--reporter=github', '--max-diagnostics=none', '.'];
  const { stdout } = spawnSync('biome', args, { cwd: place, encoding: 'utf8' });
  refused = stdout.split('\n').filter((line) => line.includes('noRestrictedImports'));
});

afterAll(() => rmSync(place, { recursive: true, force: true }));

const refusals = (folder: string, imported: string) =>
  refused.filter((line) => line.includes(`/${fileOf(folder, imported)},`));

test.each(forbidden)('the linter forbids %s to import %s', (folder, imported) => {
  expect(refusals(folder, imported)).toHaveLength(1);
});

test.each(allowed)('the linter lets %s import %s', (folder, imported) => {
  expect(refusals(folder, imported)).toEqual([]);
});
