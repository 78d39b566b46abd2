import { mkdtempSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { openPlace } from '../e2e/support/place.ts';

const place = openPlace();
afterAll(place.close);

const shop = fileURLToPath(new URL('../fixtures/workshop/shop.yml', import.meta.url));

test('the overview says what to try, what to expect, and what is missing where', async () => {
  const { code, stderr, lines, result } = await place.run('suggest', '--template', shop);

  expect(code).toBe(0);
  expect(stderr).toContain(`6 experiments for ${shop} as the stack shop (say --stack <name>`);
  expect(stderr).toContain('1. Users notice nothing when one instance of WebGroup is lost');
  expect(stderr).toContain('should hold: 2 of 3 instances go on');
  expect(stderr).toMatch(new RegExp(`${shop}:\\d+:\\d+: put its name in, or give it with \`--zone\``));
  expect(stderr).toContain('answers REL 11, REL 6, REL 7, REL 12');
  expect(lines[0]).toMatchObject({
    type: 'suggestion',
    experiment: { kind: 'Experiment' },
    needs: [{ severity: 'should' }],
  });
  expect(result).toMatchObject({ type: 'result', stack: 'shop', suggestions: 6, willFail: 0, notes: [] });
});

test('each is written as a file that is valid and lint clean, and nothing is ever written over', async () => {
  const dir = join(mkdtempSync(join(dirname(place.stateDir), 'made ')), 'drills');
  const args = [
    'suggest',
    '--template',
    shop,
    '--stack',
    'shop-prod',
    '--zone',
    'eu-central-1b',
    '--out',
    dir,
  ];

  const { result } = await place.must(...args, '--parameter', 'DatabaseIsMultiAz=false', 'Instances=4');

  const files = result.files as readonly string[];
  expect(files).toContain(join(dir, 'database-restarted.yml'));
  expect(readFileSync(join(dir, 'database-restarted.yml'), 'utf8')).toMatch(
    /^# It will fail, from the template alone: Multi-AZ is off[\s\S]*stack: shop-prod$/m,
  );
  expect((await place.must('lint', ...files)).result).toMatchObject({ errors: 0 });

  const again = await place.run(...args, '--parameter', 'DatabaseIsMultiAz=true');
  expect(again.code).toBe(2);
  expect(again.stderr).toMatch(/nothing was written: .*web-group-zone-lost\.yml, .* are there already/);
});

test('a bad template is told with line and column', async () => {
  const bad = place.write('bad.yml', 'Resources:\n  Web:\n    Properties: {}\n');

  const { code, stderr, result } = await place.run('suggest', '--template', bad);

  expect(code).toBe(2);
  expect(stderr).toBe(
    `${bad}:2:3: the resource "Web" has no \`Type\`; write one such as \`Type: AWS::EC2::Instance\`\n`,
  );
  expect(result).toMatchObject({ type: 'result', exitCode: 2 });
});

test.for<[string, string[], string]>([
  ['nothing to read', [], 'nothing to read: give --template <file>, or --stack <name>'],
  [
    'a file that is not there',
    ['--template', '/nowhere.yml'],
    '/nowhere.yml: cannot be read: there is no such file',
  ],
  ['a folder', ['--template', '/tmp'], '/tmp: cannot be read: it is a folder'],
  [
    'half a parameter',
    ['--template', shop, '--parameter', 'x'],
    '--parameter is a name, an equals sign and a value',
  ],
  [
    'parameters of a deployed stack',
    ['--stack', 'x', '--parameter', 'a=b'],
    '--parameter is about a --template',
  ],
])('%s is bad usage', async ([, args, message]) => {
  const { code, stderr } = await place.run('suggest', ...args);

  expect(code).toBe(2);
  expect(stderr).toContain(message);
});
