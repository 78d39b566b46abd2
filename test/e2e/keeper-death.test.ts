import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readLabFile } from '../../lab/keeper/lab-file.ts';
import { isAlive } from '../../lab/process/process-identity.ts';
import { startFaulted } from './support/endless.ts';
import { leftInStore, runOf } from './support/home.ts';
import { openPlace, type Place } from './support/place.ts';
import { until } from './support/until.ts';

let place: Place;
beforeEach(() => {
  place = openPlace();
});
afterEach(() => place.close());

const labFile = () => {
  const file = readLabFile(place.stateDir);
  if (file === undefined) throw new Error('There is no lab file');
  return file;
};

const isOpen = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect({ host: '127.0.0.1', port }, () => resolve(socket.localPort !== port));
    socket.on('error', () => resolve(false)).on('connect', () => socket.destroy());
  });

const killKeeper = async () => {
  const { keeper, children, port } = labFile();
  const { instances } = await place.lab().describeInstances();
  const ports = [port, ...instances.flatMap(({ port: one }) => one ?? [])];
  process.kill(keeper.pid, 'SIGKILL');
  await until('no process to be left', () => ![keeper, ...children].some(isAlive), 10_000);
  expect(await Promise.all(ports.map(isOpen))).not.toContain(true);
};

const lost = {
  hypothesis: 'untested',
  restoration: 'unverified',
  reasons: ['the lab it ran in is gone, and every process of it with it'],
  exitCode: 5,
};

test('an orchestrator whose lab dies says what it cannot know, and frees what it held', async () => {
  await place.must('lab', 'up', '--time-scale', '30');
  const { program, runId } = await startFaulted(place);

  await killKeeper();
  const { code, result } = await program.ended;

  expect(code).toBe(5);
  expect(result).toMatchObject({ type: 'result', runId, ...lost });
  expect(await leftInStore(place)).toEqual({ open: [], leases: [] });
  await place.must('lab', 'up', '--time-scale', '30');
  expect((await place.must('status')).result).toMatchObject({ open: [], lab: { ready: true } });
  await place.must('lab', 'down');
});

test('after lab and orchestrator have died the next command says so, once', async () => {
  await place.must('lab', 'up', '--time-scale', '30');
  const { program, runId } = await startFaulted(place);
  program.kill('SIGKILL');
  await program.ended;
  await killKeeper();

  const next = await place.run('status');

  expect(next.lines).toContainEqual(
    expect.objectContaining({ type: 'recovered', runId, conclusion: expect.objectContaining(lost) }),
  );
  expect((await runOf(place, runId)).state).toBe('closed');
  expect(await leftInStore(place)).toEqual({ open: [], leases: [] });
  expect((await place.must('list')).lines.some(({ type }) => type === 'recovered')).toBe(false);
  await place.must('lab', 'up', '--time-scale', '30');
});
