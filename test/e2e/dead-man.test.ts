import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { closed, startFaulted } from './support/endless.ts';
import { expectHome } from './support/home.ts';
import { openPlace } from './support/place.ts';
import { until, waiting } from './support/until.ts';

const place = openPlace();
beforeAll(async () => {
  await place.must('lab', 'up', '--time-scale', '20');
});
afterAll(place.close);

const minuteMs = 60_000;

test('the dead man waits while the orchestrator lives, and alone takes the run home when it is dead', async () => {
  const lab = place.lab();
  const { program, runId } = await startFaulted(place);
  const name = `dead-man-${runId}`;
  const { startAtMs } = await lab.getSchedule({ name });

  await until('the dead man to be moved twice', async () => {
    const moved = await lab.getSchedule({ name });
    return moved.startAtMs > startAtMs + 1.5 * minuteMs;
  });
  expect((await lab.getSchedule({ name })).runs).toBe(0);

  program.kill('SIGKILL');
  await program.ended;
  const diedAtMs = lab.clock.now();
  const { conclusion } = await closed(place, runId);

  expect(lab.clock.now() - diedAtMs).toBeLessThan(7 * minuteMs);
  await until('the dead man to be disarmed', async () => (await lab.listSchedules()).schedules.length === 0);
  await vi.waitFor(() => expectHome(place, lab, runId), waiting);
  expect(conclusion).toMatchObject({ hypothesis: 'untested', restoration: 'restored', exitCode: 4 });
  expect(conclusion?.reasons.join()).toContain('the orchestrator was silent: the dead man acts');
});
