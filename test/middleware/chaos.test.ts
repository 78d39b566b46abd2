import { describe, expect, test } from 'vitest';
import { functionWith } from './invoking.ts';

const untouched = { handled: {} };
const httpEvent = {
  rawPath: '/pay',
  requestContext: { http: { method: 'POST', path: '/pay' } },
  headers: {},
};

describe('a function whose flag is on', () => {
  test('fails with the message of the flag, and its handler is not called', async () => {
    const { world, invoke, set } = functionWith();
    set({ fault: { exception: 'out of order' } });

    await expect(invoke()).rejects.toMatchObject({ name: 'ChaosFault', message: 'out of order' });

    expect(world.handled).toBe(0);
  });

  test('waits as long as the flag says, and then does its work', async () => {
    const { clock, invoke, set } = functionWith();
    set({ fault: { latencyMs: 500 } });

    expect(await invoke()).toEqual(untouched);

    expect(clock.slept).toEqual([500]);
  });

  test.each([
    [0, 100],
    [0.5, 200],
    [0.999, 300],
  ])('waits for anything in a range: with %d for %d ms', async (drawn, ms) => {
    const { clock, invoke, set } = functionWith({ random: () => drawn });
    set({ fault: { latencyMs: { min: 100, max: 300 } } });

    await invoke();

    expect(clock.slept).toEqual([ms]);
  });

  test('answers in the place of its handler', async () => {
    const { world, invoke, set } = functionWith();
    const response = { statusCode: 503, headers: { 'retry-after': '1' }, body: 'later' };
    set({ fault: { response } });

    expect(await invoke(httpEvent)).toEqual(response);

    expect(world.handled).toBe(0);
  });

  test('answers what is no HTTP request as ever: nobody there would know a status', async () => {
    const { invoke, set } = functionWith();
    set({ fault: { response: { statusCode: 503 } } });

    expect(await invoke({ Records: [] })).toEqual({ handled: { Records: [] } });
  });

  test('waits first and then fails, if the flag says both', async () => {
    const { clock, invoke, set } = functionWith();
    set({ fault: { latencyMs: 100, exception: 'too slow' } });

    await expect(invoke()).rejects.toThrow('too slow');

    expect(clock.slept).toEqual([100]);
  });

  test('is hit in as many cases of a hundred as the flag says', async () => {
    const draws = [0.249, 0.25];
    const { invoke, set } = functionWith({ random: () => draws.shift() ?? 0 });
    set({ fault: { exception: 'now', percentage: 25 } });

    await expect(invoke()).rejects.toThrow('now');
    expect(await invoke()).toEqual(untouched);
  });

  test('is hurt only if it is one of those that are meant', async () => {
    const { invoke, set } = functionWith();
    set({ functions: ['pay'] });

    await expect(invoke({}, 'pay')).rejects.toThrow('out of order');
    expect(await invoke({}, 'ship')).toEqual(untouched);
  });

  test('never waits beyond the end of its fault', async () => {
    const { clock, invoke, set } = functionWith();
    const startMs = clock.now();
    set({ fault: { latencyMs: 60_000 }, expiresAt: new Date(startMs + 10_000).toISOString() });

    await invoke();

    expect(clock.now()).toBeLessThanOrEqual(startMs + 10_000);
  });
});

describe('what a function says of its fault', () => {
  test('is a metric, by function and run, and what was done', async () => {
    const { world, clock, invoke, set } = functionWith();
    const atMs = clock.now();
    set({ fault: { latencyMs: 500 } });

    await invoke();

    expect(world.printed.map((line) => JSON.parse(line))).toEqual([
      {
        _aws: {
          Timestamp: atMs,
          CloudWatchMetrics: [
            {
              Namespace: 'Firedrill/Middleware',
              Dimensions: [['FunctionName', 'Run']],
              Metrics: [{ Name: 'FaultsApplied', Unit: 'Count' }],
            },
          ],
        },
        FunctionName: 'pay',
        Run: 'run-1/0',
        FaultsApplied: 1,
        latencyMs: 500,
      },
    ]);
  });

  test('is nothing where nothing was done', async () => {
    const { world, invoke, set } = functionWith();
    set({ functions: ['ship'] });

    await invoke();

    expect(world.printed).toEqual([]);
  });
});

test('a log that cannot be written to changes nothing: without a record there is no fault', async () => {
  const { invoke, set } = functionWith({
    print: () => {
      throw new Error('closed');
    },
  });
  set();

  expect(await invoke()).toEqual(untouched);
});
