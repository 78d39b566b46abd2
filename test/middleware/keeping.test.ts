import { describe, expect, test } from 'vitest';
import { flagAt, functionWith } from './invoking.ts';

const untouched = { handled: {} };
const isHurt = (invoked: Promise<unknown>): Promise<boolean> =>
  invoked.then(
    () => false,
    () => true,
  );

describe('a flag', () => {
  test('is read once in a while, and not by every invocation', async () => {
    const { world, clock, invoke } = functionWith({ cacheMs: 10_000 });
    for (let n = 0; n < 5; n += 1) {
      await invoke();
      clock.pass(1_999);
    }
    expect(world.reads).toBe(1);

    clock.pass(5);
    await invoke();

    expect(world.reads).toBe(2);
  });

  test('is read by one of those that come at once', async () => {
    const { world, invoke } = functionWith();

    await Promise.all([invoke(), invoke(), invoke()]);

    expect(world.reads).toBe(1);
  });

  test('is felt no longer than it says after it was taken away, whatever the function would keep', async () => {
    const { world, clock, invoke, set } = functionWith({ cacheMs: 300_000 });
    set({ cacheMs: 5_000 });
    expect(await isHurt(invoke())).toBe(true);
    world.value = 'none';
    clock.pass(4_999);
    expect(await isHurt(invoke())).toBe(true);
    clock.pass(1);

    expect(await invoke()).toEqual(untouched);
  });

  test('that nobody may keep is read by every invocation, and acted on although reading takes a moment', async () => {
    const world = functionWith({
      read: async () => {
        world.clock.pass(150);
        return JSON.stringify(flagAt(world.clock.now(), { cacheMs: 0 }));
      },
    });

    expect(await isHurt(world.invoke())).toBe(true);
    expect(await isHurt(world.invoke())).toBe(true);
  });

  test('is dead when its time is over, though it was read just before and nobody has taken it away', async () => {
    const { clock, invoke, set } = functionWith();
    set({ expiresAt: new Date(clock.now() + 5_000).toISOString() });
    expect(await isHurt(invoke())).toBe(true);
    clock.pass(5_000);

    expect(await invoke()).toEqual(untouched);
  });

  test('is dead two seconds early, for clocks that are as much behind', async () => {
    const { clock, invoke, set } = functionWith();
    set({ expiresAt: new Date(clock.now() + 5_000).toISOString() });
    await isHurt(invoke());
    clock.pass(3_000);

    expect(await invoke()).toEqual(untouched);
  });

  test('is left alone when no run could last as long: the clock is far behind', async () => {
    const { clock, invoke, set } = functionWith();
    set({ expiresAt: new Date(clock.now() + 13 * 3_600_000).toISOString() });

    expect(await invoke()).toEqual(untouched);
  });

  test('is read again when the clock was put back', async () => {
    const { world, clock, invoke } = functionWith();
    await invoke();
    clock.pass(-1);
    await invoke();

    expect(world.reads).toBe(2);
  });

  test('that comes as late as when a machine was frozen meanwhile is not acted on', async () => {
    const world = functionWith({
      read: async () => {
        world.clock.pass(30_001);
        return JSON.stringify(flagAt(world.clock.now(), { cacheMs: 30_000 }));
      },
    });

    expect(await world.invoke()).toEqual(untouched);
  });
});

describe('reading', () => {
  test('that takes too long holds up one invocation for 200 ms, and is no fault', async () => {
    const signals: AbortSignal[] = [];
    const { clock, invoke } = functionWith({
      read: (_parameter, signal) => {
        signals.push(signal);
        return new Promise(() => undefined);
      },
    });

    expect(await invoke()).toEqual(untouched);
    expect(await invoke()).toEqual(untouched);

    expect(clock.slept).toEqual([200]);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  test('is never waited for longer than two seconds, whatever the options say', async () => {
    const { clock, invoke } = functionWith({
      readTimeoutMs: 60_000,
      read: () => new Promise(() => undefined),
    });

    await invoke();

    expect(clock.slept).toEqual([2_000]);
  });

  test('that fails is no fault, even where there was one before', async () => {
    const { world, clock, invoke, set } = functionWith();
    set();
    expect(await isHurt(invoke())).toBe(true);
    world.value = new Error('no answer');
    clock.pass(30_000);

    expect(await invoke()).toEqual(untouched);
  });

  test('that may give what is older than the flag allows is no fault, and that is said once', async () => {
    const { world, invoke, set } = functionWith({ staleMs: 300_000 });
    set({ cacheMs: 30_000 });

    expect(await invoke()).toEqual(untouched);
    expect(await invoke()).toEqual(untouched);

    expect(world.printed).toHaveLength(1);
    expect(world.printed[0]).toContain('may be 30000 ms old, and what is read here 300000 ms');
  });

  test('takes its share of the time that a flag may be kept', async () => {
    const { world, clock, invoke, set } = functionWith({ staleMs: 20_000 });
    set({ cacheMs: 30_000 });
    expect(await isHurt(invoke())).toBe(true);
    world.value = 'none';
    clock.pass(10_000);

    expect(await invoke()).toEqual(untouched);
  });
});
