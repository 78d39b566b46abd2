import { afterAll, expect, test } from 'vitest';
import { failingExperiment, gameDay, shortExperiment } from './support/documents.ts';
import { expectHome, leftInStore } from './support/home.ts';
import { openPlace } from './support/place.ts';
import { until } from './support/until.ts';

const place = openPlace();
afterAll(() => place.close());

place.write('holds.yml', shortExperiment());
place.write('fails.yml', failingExperiment);

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
