import { describe, expect, test } from 'vitest';
import { bench, machine, runToEnd } from './support/bench.ts';
import { AWS } from './support/sources.ts';

const branch = (state: Record<string, unknown>) => ({ StartAt: 'Only', States: { Only: state } });
const pass = (output: unknown) => branch({ Type: 'Pass', Output: output, End: true });
const slow = branch({ Type: 'Wait', Seconds: 3_600, End: true });
const failing = branch({ Type: 'Fail', Error: 'Broken', Cause: 'on purpose' });
const parallel = (fields: Record<string, unknown>) => ({ Type: 'Parallel', End: true, ...fields });
const then = { Type: 'Pass', Output: '{% $states.input %}', End: true };

const endings = [
  {
    does: 'gives the outputs of its branches in their order, not in the order they ended',
    source: AWS.parallel,
    states: { P: parallel({ Branches: [branch({ Type: 'Wait', Seconds: 9, End: true }), pass('second')] }) },
    ends: { status: 'SUCCEEDED', output: [{ given: 1 }, 'second'] },
  },
  {
    does: 'hands Arguments to every branch',
    source: AWS.parallel,
    states: {
      P: parallel({
        Arguments: { n: '{% $states.input.given + 1 %}' },
        Branches: [pass('{% $states.input.n %}'), pass('{% $states.input.n * 10 %}')],
      }),
    },
    ends: { status: 'SUCCEEDED', output: [2, 20] },
  },
  {
    does: 'shows the outputs as $states.result',
    source: AWS.transforming,
    states: { P: parallel({ Branches: [pass(1), pass(2)], Output: '{% $sum($states.result) %}' }) },
    ends: { status: 'SUCCEEDED', output: 3 },
  },
  {
    does: 'fails as a whole when a branch fails, and stops the others',
    source: AWS.parallel,
    states: { P: parallel({ Branches: [slow, failing] }) },
    ends: { status: 'FAILED', error: 'Broken', cause: 'on purpose' },
  },
  {
    does: 'catches the error of a branch',
    source: AWS.errors,
    states: {
      P: parallel({ Branches: [failing, slow], Catch: [{ ErrorEquals: ['Broken'], Next: 'Then' }] }),
      Then: then,
    },
    ends: { status: 'SUCCEEDED', output: { Error: 'Broken', Cause: 'on purpose' } },
  },
  {
    does: 'answers to States.BranchFailed for any error of a branch',
    source: AWS.errors,
    states: {
      P: parallel({ Branches: [failing], Catch: [{ ErrorEquals: ['States.BranchFailed'], Next: 'Then' }] }),
      Then: then,
    },
    ends: { status: 'SUCCEEDED', output: { Error: 'Broken', Cause: 'on purpose' } },
  },
  {
    does: 'lets a branch read an outer variable and keeps the inner ones inside',
    source: AWS.variables,
    states: {
      Set: { Type: 'Pass', Assign: { outer: 5 }, Next: 'P' },
      P: parallel({
        Branches: [
          {
            StartAt: 'Inner',
            States: {
              Inner: { Type: 'Pass', Assign: { inner: '{% $outer * 2 %}' }, Next: 'Read' },
              Read: { Type: 'Pass', Output: '{% $inner %}', End: true },
            },
          },
        ],
        Output: { result: '{% $states.result %}', seen: '{% $exists($inner) %}' },
      }),
    },
    ends: { status: 'SUCCEEDED', output: { result: [10], seen: false } },
  },
] as const;

describe('a Parallel state', () => {
  test.each(endings)('$does ($source)', async ({ states, ends }) => {
    const { description } = await runToEnd(bench(), machine(states), { given: 1 });
    expect(description).toMatchObject(ends);
  });

  test('takes no longer than its failing branch, and says which states it aborted', async () => {
    const stage = bench();
    const before = stage.clock.now();
    const { types } = await runToEnd(stage, machine({ P: parallel({ Branches: [slow, failing] }) }));
    expect(stage.clock.now()).toBe(before);
    expect(stage.clock.timers()).toBe(0);
    expect(types).toEqual([
      'ExecutionStarted',
      'ParallelStateEntered',
      'ParallelStateStarted',
      'WaitStateEntered',
      'FailStateEntered',
      'WaitStateAborted',
      'ParallelStateFailed',
      'ExecutionFailed',
    ]);
  });

  test('runs all its branches again on a retry, and fails once', async () => {
    const retry = [{ ErrorEquals: ['Broken'], MaxAttempts: 2 }];
    const { types } = await runToEnd(
      bench(),
      machine({ P: parallel({ Branches: [failing], Retry: retry }) }),
    );
    expect(types.filter((type) => type === 'ParallelStateStarted')).toHaveLength(3);
    expect(types.filter((type) => type === 'ParallelStateFailed')).toHaveLength(1);
  });
});
