import { describe, expect, test } from 'vitest';
import { bench, machine, runToEnd } from './support/bench.ts';
import { AWS } from './support/sources.ts';

class Flaky extends Error {
  static {
    Flaky.prototype.name = 'Flaky';
  }
}

const task = (fields: Record<string, unknown>) => ({ Type: 'Task', Resource: 'work', End: true, ...fields });

/** The seconds between the attempts of a function that always fails. */
const waits = async (retry: unknown, random = () => 0.5): Promise<readonly number[]> => {
  const calls: number[] = [];
  const work = () => {
    calls.push(stage.clock.now());
    throw new Flaky('again');
  };
  const stage = bench({ work }, { random });
  await runToEnd(stage, machine({ Work: task({ Retry: retry }) }));
  return calls.slice(1).map((call, index) => (call - (calls[index] ?? 0)) / 1_000);
};

const ALL = ['States.ALL'];
const schedules = [
  { does: 'waits 1, 2 and 4 seconds by default', retry: [{ ErrorEquals: ALL }], waited: [1, 2, 4] },
  {
    does: 'multiplies IntervalSeconds by BackoffRate each time',
    retry: [{ ErrorEquals: ALL, IntervalSeconds: 3, BackoffRate: 2, MaxAttempts: 4 }],
    waited: [3, 6, 12, 24],
  },
  {
    does: 'waits no longer than MaxDelaySeconds',
    retry: [{ ErrorEquals: ALL, IntervalSeconds: 3, BackoffRate: 2, MaxAttempts: 4, MaxDelaySeconds: 5 }],
    waited: [3, 5, 5, 5],
  },
  {
    does: 'takes a BackoffRate that is no integer',
    retry: [{ ErrorEquals: ALL, IntervalSeconds: 2, BackoffRate: 1.5, MaxAttempts: 3 }],
    waited: [2, 3, 4.5],
  },
  {
    does: 'waits a random part of the delay with JitterStrategy FULL',
    retry: [{ ErrorEquals: ALL, IntervalSeconds: 4, MaxAttempts: 2, JitterStrategy: 'FULL' }],
    waited: [2, 4],
  },
  { does: 'never retries with MaxAttempts 0', retry: [{ ErrorEquals: ALL, MaxAttempts: 0 }], waited: [] },
  {
    does: 'lets the first retrier that names the error decide',
    retry: [
      { ErrorEquals: ['Flaky'], MaxAttempts: 0 },
      { ErrorEquals: ALL, MaxAttempts: 5 },
    ],
    waited: [],
  },
  {
    does: 'passes over retriers that do not name the error',
    retry: [
      { ErrorEquals: ['Other'], MaxAttempts: 9 },
      { ErrorEquals: ['States.TaskFailed'], MaxAttempts: 1 },
    ],
    waited: [1],
  },
  {
    does: 'does not take States.Timeout for another error',
    retry: [{ ErrorEquals: ['States.Timeout'], MaxAttempts: 2 }],
    waited: [],
  },
] as const;

describe(`Retry (${AWS.errors})`, () => {
  test.each(schedules)('$does', async ({ retry, waited }) => {
    expect(await waits(retry)).toEqual(waited);
  });

  test('counts each retrier for itself', async () => {
    const errors = ['One', 'Two', 'One', 'Two', 'Two'];
    const work = () => {
      const name = errors.shift();
      if (name === undefined) return 'done';
      throw Object.assign(new Error('x'), { name });
    };
    const retry = [
      { ErrorEquals: ['One'], MaxAttempts: 2 },
      { ErrorEquals: ['Two'], MaxAttempts: 2 },
    ];
    const { description } = await runToEnd(bench({ work }), machine({ Work: task({ Retry: retry }) }));
    expect(description).toMatchObject({ status: 'FAILED', error: 'Two' });
  });

  test(`shows the count as RetryCount (${AWS.context})`, async () => {
    const seen: unknown[] = [];
    const work = (event: unknown) => {
      seen.push(event);
      if (seen.length < 3) throw new Flaky('again');
      return 'done';
    };
    const fields = { Arguments: '{% $states.context.State.RetryCount %}', Retry: [{ ErrorEquals: ALL }] };
    await runToEnd(bench({ work }), machine({ Work: task(fields) }));
    expect(seen).toEqual([0, 1, 2]);
  });

  test('goes on to Catch when the attempts are used up', async () => {
    const work = () => {
      throw new Flaky('again');
    };
    const fields = {
      Retry: [{ ErrorEquals: ALL, MaxAttempts: 1 }],
      Catch: [{ ErrorEquals: ALL, Assign: { why: '{% $states.errorOutput.Error %}' }, Next: 'Then' }],
    };
    const states = { Work: task(fields), Then: { Type: 'Pass', Output: '{% $why %}', End: true } };
    const { description, types } = await runToEnd(bench({ work }), machine(states));
    expect(description).toMatchObject({ status: 'SUCCEEDED', output: 'Flaky' });
    expect(types.filter((type) => type === 'LambdaFunctionFailed')).toHaveLength(2);
  });
});

describe(`an error of a function (${AWS.errors})`, () => {
  test('carries its name, and as cause what the Node.js runtime reports', async () => {
    const work = () => {
      throw new Flaky('no luck');
    };
    const { description } = await runToEnd(bench({ work }), machine({ Work: task({}) }));
    expect(description.error).toBe('Flaky');
    expect(JSON.parse(description.cause ?? '')).toEqual({
      errorType: 'Flaky',
      errorMessage: 'no luck',
      trace: expect.arrayContaining(['Flaky: no luck']),
    });
  });

  test('of Lambda itself has a sentence as cause', async () => {
    const work = () => {
      throw Object.assign(new Error('Rate exceeded'), { name: 'Lambda.TooManyRequestsException' });
    };
    const { description } = await runToEnd(bench({ work }), machine({ Work: task({}) }));
    expect(description).toMatchObject({ error: 'Lambda.TooManyRequestsException', cause: 'Rate exceeded' });
  });
});
