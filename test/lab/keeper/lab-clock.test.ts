import { expect, test } from 'vitest';
import { labClock } from '../../../lab/lab-clock.ts';
import { until } from './support.ts';

test('lab time runs scale times as fast from its origin', () => {
  const originMs = Date.now() - 1_000;
  const clock = labClock({ originMs, scale: 60 });
  const elapsed = clock.now() - originMs;
  expect(elapsed).toBeGreaterThanOrEqual(59_000);
  expect(elapsed).toBeLessThan(70_000);
  expect(clock.real(60_000)).toBe(1_000);
});

test('what is due runs once its lab time has come, never before', async () => {
  const clock = labClock({ originMs: Date.now(), scale: 100 });
  const dueMs = clock.now() + 2_000;
  let ranAtMs: number | undefined;
  clock.at(dueMs, () => {
    ranAtMs = clock.now();
  });
  expect(await until('it ran', () => ranAtMs)).toBeGreaterThanOrEqual(dueMs);
});

test('what is already due runs soon, but not before the caller goes on', async () => {
  const clock = labClock({ originMs: Date.now(), scale: 1 });
  let ran = false;
  clock.at(clock.now() - 1_000, () => {
    ran = true;
  });
  expect(ran).toBe(false);
  await until('it ran', () => ran);
});

test('what was cancelled does not run', async () => {
  const clock = labClock({ originMs: Date.now(), scale: 100 });
  let ran = false;
  clock.at(clock.now() + 500, () => {
    ran = true;
  })();
  const laterMs = clock.now() + 2_000;
  await until('its time has passed', () => clock.now() > laterMs);
  expect(ran).toBe(false);
});
