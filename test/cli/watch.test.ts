import { afterAll, beforeAll, expect, test } from 'vitest';
import { failingExperiment, gameDay, shortExperiment } from '../e2e/support/documents.ts';
import { openPlace } from '../e2e/support/place.ts';

const place = openPlace();
const experiment = place.write('short.yml', shortExperiment());
const failing = place.write('failing.yml', failingExperiment);
const day = place.write('day.yml', gameDay([['./short.yml', 'expect: held']]));
beforeAll(async () => {
  await place.must('lab', 'up', '--time-scale', '20');
});
afterAll(place.close);

test('with nothing open there is nothing to watch', async () => {
  const { code, stderr } = await place.run('watch');

  expect(code).toBe(2);
  expect(stderr).toContain('nothing is open; see `firedrill list`');
});

test.for([
  ['run', experiment, '--run-id', 0],
  ['run', failing, '--run-id', 3],
  ['gameday', day, '--gameday-id', 0],
] as const)(
  '%s %s is watched to its end, and the exit code is its own',
  async ([command, file, id, code]) => {
    const name = `watched-${command}-${code}`;
    const run = place.start([command, file, '--wait', id, name]);
    await run.line((line) => line.type === 'entry');

    const watched = await place.start(['watch', name.slice(0, -1)]).ended;

    expect(watched.code, watched.stderr).toBe(code);
    expect(watched.result).toMatchObject({ type: 'result', id: name, exitCode: code });
    expect(watched.lines.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['planned', 'fault-injected']),
    );
    expect((await run.ended).code).toBe(code);
  },
);

test('whoever stops watching leaves the run alone', async () => {
  const run = place.start(['run', experiment, '--wait', '--run-id', 'left-alone']);
  await run.entry('run-created');
  const watching = place.start(['watch']);
  await watching.entry('committed');

  watching.kill('SIGINT');

  const { code, stderr, result } = await watching.ended;
  expect(code).toBe(7);
  expect(stderr).toContain('You left; left-alone goes on. Stop it: firedrill stop left-alone');
  expect(result).toEqual({ type: 'result', id: 'left-alone', watching: 'over' });
  expect((await run.ended).code).toBe(0);
});

test('a run whose process dies while it is watched is taken home by the watcher', async () => {
  const run = place.start(['run', experiment, '--wait', '--run-id', 'orphaned']);
  await run.entry('run-created');
  const watching = place.start(['watch', 'orphaned']);
  await watching.entry('committed');

  run.kill('SIGKILL');

  const { lines } = await watching.ended;
  expect(lines).toContainEqual(expect.objectContaining({ type: 'recovered', runId: 'orphaned' }));
  expect((await place.must('status')).result).toMatchObject({ open: [] });
});
