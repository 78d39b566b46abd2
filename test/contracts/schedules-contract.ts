import { describe, expect, test } from 'vitest';
import type { Schedules } from '../../core/fronts.ts';

/** Schedules, and what time it is for them. */
export type SchedulesWorld = { readonly schedules: Schedules; now(): number };

const weekly = { expression: 'cron(0 10 ? * TUE *)', zone: 'Europe/Berlin', flexibleWindowMs: 900_000 };
const shop = { kind: 'Experiment', name: 'shop' } as const;
const autumn = { kind: 'GameDay', name: 'autumn' } as const;

/** What every keeper of schedules promises. */
export const schedulesContract = (
  name: string,
  make: () => SchedulesWorld | Promise<SchedulesWorld>,
): void => {
  describe(`${name}: schedules`, () => {
    test('are read back as they were put, by kind and name', async () => {
      const { schedules, now } = await make();
      const dated = { ...weekly, startMs: minute(now() + 86_400_000), endMs: minute(now() + 9e9) };
      await schedules.put(autumn, { expression: 'at(2099-12-01T10:00:00)', zone: 'UTC' });
      await schedules.put({ ...shop, name: 'zebra' }, dated);
      await schedules.put(shop, weekly);

      expect(await schedules.get(shop)).toEqual({ ...shop, schedule: weekly });
      expect(await schedules.get({ ...autumn, name: 'shop' })).toBeUndefined();
      expect(await schedules.list()).toEqual([
        { ...shop, schedule: weekly },
        { ...shop, name: 'zebra', schedule: dated },
        { ...autumn, schedule: { expression: 'at(2099-12-01T10:00:00)', zone: 'UTC' } },
      ]);
    });

    test('change to what is put last', async () => {
      const { schedules } = await make();
      await schedules.put(shop, weekly);
      await schedules.put(shop, { expression: 'cron(0 12 L * ? *)', zone: 'UTC' });

      expect(await schedules.list()).toEqual([
        { ...shop, schedule: { expression: 'cron(0 12 L * ? *)', zone: 'UTC' } },
      ]);
    });

    test('that are removed are gone, and may be removed again', async () => {
      const { schedules } = await make();
      await schedules.put(shop, weekly);
      await schedules.put(autumn, weekly);
      await schedules.remove(shop);
      await schedules.remove(shop);

      expect(await schedules.get(shop)).toBeUndefined();
      expect(await schedules.list()).toEqual([{ ...autumn, schedule: weekly }]);
    });

    test('are paused by somebody, until they are resumed', async () => {
      const { schedules, now } = await make();
      const atMs = minute(now());
      await schedules.put(shop, weekly);
      expect(await schedules.pause(shop, 'ana', atMs)).toBe(true);
      expect(await schedules.pause(shop, 'ben', atMs + 1_000)).toBe(true);

      expect(await schedules.get(shop)).toEqual({ ...shop, schedule: weekly, paused: { by: 'ana', atMs } });

      expect(await schedules.resume(shop)).toBe(true);
      expect(await schedules.resume(shop)).toBe(true);
      expect(await schedules.get(shop)).toEqual({ ...shop, schedule: weekly });
    });

    test('stay paused when they are changed', async () => {
      const { schedules, now } = await make();
      const paused = { by: 'arn:aws:sts::123456789012:assumed-role/ops/ana', atMs: minute(now()) };
      await schedules.put(shop, weekly);
      await schedules.pause(shop, paused.by, paused.atMs);
      await schedules.put(shop, { ...weekly, zone: 'UTC' });

      expect(await schedules.get(shop)).toEqual({ ...shop, schedule: { ...weekly, zone: 'UTC' }, paused });
    });

    test('that are not there cannot be paused or resumed', async () => {
      const { schedules, now } = await make();

      expect(await schedules.pause(shop, 'ana', now())).toBe(false);
      expect(await schedules.resume(shop)).toBe(false);
      expect(await schedules.list()).toEqual([]);
    });

    test('at a rate count from when they first pass once, and go on so', async () => {
      const { schedules, now } = await make();
      const rate = { expression: 'rate(7 days)', zone: 'UTC' };
      await schedules.put(shop, rate);
      const first = (await schedules.get(shop))?.schedule.startMs ?? 0;
      expect(first - now()).toBeGreaterThan(7 * 86_400_000 - 60_000);
      expect(first - now()).toBeLessThanOrEqual(7 * 86_400_000 + 60_000);

      await schedules.put(shop, { ...rate, flexibleWindowMs: 60_000 });
      expect((await schedules.get(shop))?.schedule).toEqual({
        ...{ ...rate, flexibleWindowMs: 60_000 },
        startMs: first,
      });

      await schedules.put(shop, { ...rate, expression: 'rate(14 days)' });
      expect((await schedules.get(shop))?.schedule.startMs).toBeGreaterThan(first);
    });

    test('of names that begin alike are not one another', async () => {
      const { schedules } = await make();
      const names = ['a'.repeat(63), 'a'.repeat(64), `${'a'.repeat(62)}-b`];
      for (const one of names) await schedules.put({ ...shop, name: one }, weekly);
      await schedules.put({ ...autumn, name: 'a'.repeat(64) }, weekly);

      expect((await schedules.list()).map((one) => `${one.kind} ${one.name}`)).toEqual([
        ...names.map((one) => `Experiment ${one}`).sort(),
        `GameDay ${'a'.repeat(64)}`,
      ]);
    });
  });
};

const minute = (ms: number) => Math.ceil(ms / 60_000) * 60_000;
