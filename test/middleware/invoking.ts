import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { type ChaosOptions, chaos } from '../../middleware/chaos.ts';
import type { Clock } from '../../middleware/clock.ts';
import type { Flag } from '../../middleware/flag.ts';

/** A clock that a test moves; whoever sleeps moves it too, unless the signal ends it. */
export const handClock = (startMs = Date.parse('2026-11-23T06:00:00Z')) => {
  let nowMs = startMs;
  const slept: number[] = [];
  const clock: Clock & { readonly slept: number[]; pass(ms: number): void } = {
    slept,
    now: () => nowMs,
    pass: (ms) => {
      nowMs += ms;
    },
    sleep: async (ms, signal) => {
      // Whatever else is ready comes first, as it would on a machine.
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
      if (signal?.aborted) throw new Error('aborted');
      nowMs += ms;
      slept.push(ms);
    },
  };
  return clock;
};

/** A flag that is on for ten minutes from `nowMs`, but for what the test says. */
export const flagAt = (nowMs: number, fields: Partial<Flag> = {}): Flag => ({
  expiresAt: new Date(nowMs + 600_000).toISOString(),
  fault: { exception: 'out of order' },
  run: 'run-1/0',
  cacheMs: 30_000,
  ...fields,
});

/** A function behind the middleware, and the parameter that it reads. */
export const functionWith = (options: Partial<ChaosOptions> = {}) => {
  const clock = handClock();
  const world = {
    clock,
    /** What the parameter is; an error is what reading it fails with. */
    value: undefined as string | Error | undefined,
    reads: 0,
    handled: 0,
    printed: [] as string[],
  };
  const handler = middy<unknown, unknown>()
    .use(
      chaos({
        parameter: '/chaos/pay',
        clock,
        random: () => 0,
        print: (line) => void world.printed.push(line),
        read: async () => {
          world.reads += 1;
          if (world.value instanceof Error) throw world.value;
          return world.value;
        },
        ...options,
      }),
    )
    .handler((event: unknown) => {
      world.handled += 1;
      return { handled: event };
    });
  const invoke = (event: unknown = {}, functionName = 'pay') => handler(event, { functionName } as Context);
  const set = (fields: Partial<Flag> = {}) => {
    world.value = JSON.stringify(flagAt(clock.now(), fields));
  };
  return { world, clock, invoke, set };
};
