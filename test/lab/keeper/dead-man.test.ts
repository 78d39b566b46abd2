import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshStateDir, openLab, type TestLab, until } from './support.ts';

const folder = freshStateDir();
const out = join(folder, 'runs');

// Writes a line per run: what it was given. Fails, or hangs, when told to.
const target = `
  let text = '';
  process.stdin.on('data', (chunk) => (text += chunk)).on('end', () => {
    require('fs').appendFileSync(${JSON.stringify(out)}, text + '\\n');
    const { fail, hang } = JSON.parse(text);
    if (hang) setInterval(() => {}, 1000);
    else process.exit(fail ? 3 : 0);
  });`;

let test1: TestLab;
beforeAll(async () => {
  test1 = await openLab({ scale: 60, deadManCommand: [process.execPath, '-e', target] });
});
afterAll(async () => {
  await test1?.close();
  rmSync(folder, { recursive: true, force: true });
});

const runsOf = (name: string) => {
  try {
    return readFileSync(out, 'utf8')
      .split('\n')
      .filter((line) => line.includes(`"${name}"`));
  } catch {
    return [];
  }
};

const soon = (ms: number) => test1.lab.clock.now() + ms;

test('a schedule runs the target with its input, again and again', async () => {
  const { lab } = test1;
  await lab.putSchedule({ name: 'again', startAtMs: soon(5_000), everyMs: 10_000, input: { run: 'again' } });
  await until('it ran twice', () => runsOf('again').length >= 2);
  expect(JSON.parse(runsOf('again')[0] ?? '')).toEqual({ run: 'again' });
  const { runs, lastRun } = await until('it was counted', async () => {
    const schedule = await lab.getSchedule({ name: 'again' });
    return schedule.runs >= 2 && schedule;
  });
  expect(runs).toBeGreaterThanOrEqual(2);
  expect(lastRun?.exitCode).toBe(0);
  await lab.deleteSchedule({ name: 'again' });
  await expect(lab.getSchedule({ name: 'again' })).rejects.toMatchObject({
    code: 'ResourceNotFoundException',
  });
});

test('a failing target is tried again at the next turn', async () => {
  const { lab } = test1;
  await lab.putSchedule({
    name: 'fail',
    startAtMs: soon(0),
    everyMs: 10_000,
    input: { run: 'fail', fail: true },
  });
  await until('it ran twice', () => runsOf('fail').length >= 2);
  await until(
    'the failure is told',
    async () => (await lab.getSchedule({ name: 'fail' })).lastRun?.exitCode === 3,
  );
  await lab.deleteSchedule({ name: 'fail' });
});

test('a schedule whose start is moved forward in time does not run', async () => {
  const { lab } = test1;
  const schedule = { name: 'moved', everyMs: 60_000, input: { run: 'moved' } };
  await lab.putSchedule({ ...schedule, startAtMs: soon(60_000) });
  const end = soon(120_000);
  await until('two minutes have passed', async () => {
    await lab.putSchedule({ ...schedule, startAtMs: soon(60_000) });
    return lab.clock.now() > end;
  });
  expect(runsOf('moved')).toEqual([]);
  await lab.deleteSchedule({ name: 'moved' });
});

test('a target still running is not started a second time', async () => {
  const { lab } = test1;
  await lab.putSchedule({
    name: 'hang',
    startAtMs: soon(0),
    everyMs: 1_000,
    input: { run: 'hang', hang: true },
  });
  await until('it started', () => runsOf('hang').length === 1);
  const end = soon(20_000);
  await until('twenty turns have passed', () => lab.clock.now() > end);
  expect(runsOf('hang')).toHaveLength(1);
  expect((await lab.listSchedules({ namePrefix: 'ha' })).schedules.map(({ name }) => name)).toEqual(['hang']);
});
