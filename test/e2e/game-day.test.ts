import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { failingExperiment, gameDay, shortExperiment } from './support/documents.ts';
import { expectHome, leftInStore } from './support/home.ts';
import { mentioning, openPlace } from './support/place.ts';
import { until } from './support/until.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const place = openPlace();
const shop = openPlace();
afterAll(() => Promise.all([place.close(), shop.close()]));

place.write('holds.yml', shortExperiment());
place.write('fails.yml', failingExperiment);

/** What `npm start` runs, faster. */
const npmStart = () => {
  const { scripts } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
  const words = String(scripts.start).match(/"[^"]*"|\S+/g) ?? [];
  const [node, program, ...args] = words.map((word) => word.replace(/"/g, ''));
  expect([node, program]).toEqual(['node', 'cli/firedrill.ts']);
  return args.map((arg) => (arg.endsWith('.yml') ? `${root}/${arg}` : arg === '10' ? '20' : arg));
};

test('npm start: one holds, one fails and is rolled back, and after the fix it holds too, all as expected', {
  timeout: 120_000,
  // How many servers may stop is a question of time, and the machine may have other things to do just then.
  retry: 2,
}, async () => {
  const { code, result, stderr } = await shop.run(...npmStart());

  expect(code, stderr).toBe(0);
  const measured = { recoveryMs: expect.any(Number) };
  expect(result).toMatchObject({
    type: 'result',
    asExpected: true,
    steps: [
      { expected: 'held', conclusion: { hypothesis: 'held', restoration: 'restored', measures: measured } },
      {
        expected: 'failed',
        conclusion: {
          hypothesis: 'failed',
          restoration: 'restored',
          measures: {
            ...measured,
            outageMs: expect.any(Number),
            detectionMs: expect.any(Number),
            stopMs: expect.any(Number),
          },
        },
      },
      { expected: 'held', conclusion: { hypothesis: 'held', restoration: 'restored', measures: measured } },
    ],
  });
  const pages = readdirSync(`${shop.stateDir}/results`).filter((name) => name.endsWith('.html'));
  expect(pages).toHaveLength(4);
  const failed = readFileSync(
    `${shop.stateDir}/results/${pages.find((name) => name.endsWith('-2.html'))}`,
    'utf8',
  );
  expect(failed).toMatch(/irreversible, nothing to undo; recovered after 3 min/);
  expect(stderr).toContain('The game day came out as expected.');
  expect(await leftInStore(shop)).toEqual({ open: [], leases: [] });
  expect(mentioning(shop.stateDir)).toEqual([]);
});

test('a game day whose next step needs the one before to hold ends when that fails', async () => {
  await place.must('lab', 'up', '--time-scale', '30');
  const file = place.write(
    'gated.yml',
    gameDay([
      ['./fails.yml', 'continueOn: held'],
      ['./holds.yml', ''],
    ]),
  );

  const { code, result } = await place.run('gameday', file, '--wait');

  expect(code).toBe(3);
  expect(result).toMatchObject({
    asExpected: false,
    steps: [
      { conclusion: { hypothesis: 'failed', restoration: 'restored' } },
      { skipped: 'step 1: its hypothesis is failed' },
    ],
  });
  await expectHome(place, place.lab(), `${result.gameDayId}-1`);
});

test('a gate that a person guards opens when another process approves', async () => {
  const file = place.write('human.yml', gameDay([['./holds.yml', 'human: true']]));
  const program = place.start(['gameday', file, '--wait']);
  const { id } = await program.entry('gate-waits');

  await place.must('approve', String(id));

  const { code, result } = await program.ended;
  expect(code).toBe(0);
  expect(result).toMatchObject({ steps: [{ conclusion: { hypothesis: 'held' } }] });
});

test('Ctrl-C at a gate ends the game day, and nothing more is run', async () => {
  const file = place.write('human.yml', gameDay([['./holds.yml', 'human: true']]));
  const program = place.start(['gameday', file, '--wait']);
  await program.entry('gate-waits');

  program.kill('SIGINT');

  const { code, result } = await program.ended;
  expect(code).toBe(4);
  expect(result).toMatchObject({ steps: [{ skipped: expect.stringContaining('SIGINT') }] });
});

test.for([
  ['approve', 0, 'held'],
  ['deny', 6, 'untested'],
] as const)('a run that needs an approval waits for it: %s, exit %i', async ([answer, exit, hypothesis]) => {
  const file = place.write('asks.yml', shortExperiment({ more: 'approval: { required: true }' }));
  const program = place.start(['run', file, '--wait']);
  const { id } = await program.entry('approval-requested');
  expect(await leftInStore(place)).toMatchObject({ leases: [] });

  await place.must(answer, String(id));

  const { code, result } = await program.ended;
  expect(code).toBe(exit);
  expect(result).toMatchObject({ hypothesis });
  await until('nothing to be left', async () => (await leftInStore(place)).open.length === 0);
});

test('an answer to what waits for none is a usage error', async () => {
  const { code, stderr, result } = await place.run('approve', 'run-none');

  expect(code).toBe(2);
  expect(stderr).toContain('There is no run run-none');
  expect(result).toMatchObject({ type: 'result', exitCode: 2 });
});
