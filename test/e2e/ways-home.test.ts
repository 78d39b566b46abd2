import { userInfo } from 'node:os';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { LabClient } from '../../lab/client.ts';
import { closed, startFaulted } from './support/endless.ts';
import { expectHome, journalOf, runOf } from './support/home.ts';
import { openPlace } from './support/place.ts';
import { until, waiting } from './support/until.ts';

const place = openPlace();
let lab: LabClient;
beforeAll(async () => {
  await place.must('lab', 'up', '--time-scale', '30');
  lab = place.lab();
});
afterAll(place.close);

const me = userInfo().username;
const stopped = { type: 'result', hypothesis: 'untested', restoration: 'restored', exitCode: 4 };

test.for(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s stops the run, waits until it is rolled back, and exits with 4',
  async (signal) => {
    const { program, runId } = await startFaulted(place);

    program.kill(signal);
    const { code, result, stderr } = await program.ended;

    expect(code).toBe(4);
    expect(result).toMatchObject({ ...stopped, reasons: [`stopped by ${me}: ${signal} from the terminal`] });
    expect(stderr).toContain('Stopping, and putting everything back.');
    await expectHome(place, lab, runId);
  },
);

test('a terminal that goes away stops the run too: nobody needs to read what it says', async () => {
  const { program, runId } = await startFaulted(place);

  program.hangUp();
  const { code } = await program.ended;

  expect(code).toBe(4);
  await expectHome(place, lab, runId);
  expect((await runOf(place, runId)).conclusion).toMatchObject({ restoration: 'restored', exitCode: 4 });
});

test('Ctrl-C again detaches at once, and everything is put back in the background', async () => {
  const { program, runId } = await startFaulted(place);

  program.kill('SIGINT');
  await until('the first to be heard', () => program.stderr().includes('Ctrl-C again detaches'));
  program.kill('SIGINT');
  const { code, stderr, result } = await program.ended;

  expect(code).toBe(7);
  expect(stderr).toContain(`firedrill stop ${runId}`);
  expect(result).toMatchObject({ type: 'result', detached: [runId] });
  const { conclusion } = await closed(place, runId);
  expect(conclusion).toMatchObject({ hypothesis: 'untested', restoration: 'restored' });
  await vi.waitFor(() => expectHome(place, lab, runId), waiting);
});

test.for([
  ['by its name', undefined],
  ['by --all', '--all'],
] as const)('another process stops a run %s, as often as it likes', async ([, all]) => {
  const { program, runId } = await startFaulted(place);

  const first = await place.must('stop', all ?? runId, '--reason', 'enough');
  await program.entry('undo-accepted');
  await place.must('stop', all ?? runId);

  expect(first.result).toMatchObject({ stopping: [runId] });
  const { code, result } = await program.ended;
  await place.must('stop', all ?? runId);
  expect(code).toBe(4);
  expect(result).toMatchObject({ ...stopped, reasons: [`stopped by ${me}: enough`] });
  const signals = (await journalOf(place, runId)).filter(({ kind }) => kind === 'signal');
  expect(signals).toHaveLength(1);
  await expectHome(place, lab, runId);
});

test('there may be nothing to stop', async () => {
  expect((await place.run('stop', '--all')).code).toBe(0);
  expect((await place.run('stop', 'run-none')).code).toBe(2);
  expect((await place.run('stop')).code).toBe(2);
});

test('the lab stays up while a run is open', async () => {
  const { program, runId } = await startFaulted(place);

  const down = await place.run('lab', 'down');

  expect(down.code).toBe(6);
  expect(down.stderr).toContain(`firedrill stop ${runId}`);
  expect(lab.isUp()).toBe(true);
  expect((await runOf(place, runId)).state).toBe('observing');
  program.kill('SIGINT');
  expect((await program.ended).code).toBe(4);
});
