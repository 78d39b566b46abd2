import { describe, expect, test } from 'vitest';
import { bench, machine, runToEnd } from './support/bench.ts';
import { AWS } from './support/sources.ts';

const ITEMS = [1, 2, 3, 4, 5];
const isNumber = (value: unknown): value is number => typeof value === 'number';

const odd = (event: unknown) => {
  if (isNumber(event) && event % 2 === 0) throw new TypeError(`${event} is even`);
  return event;
};

const processor = (mode: 'INLINE' | 'DISTRIBUTED') => ({
  ProcessorConfig: mode === 'INLINE' ? { Mode: mode } : { Mode: mode, ExecutionType: 'STANDARD' },
  StartAt: 'Odd',
  States: { Odd: { Type: 'Task', Resource: 'odd', End: true } },
});

const mapOf = (mode: 'INLINE' | 'DISTRIBUTED', fields: Record<string, unknown> = {}) =>
  machine({ Each: { Type: 'Map', Items: ITEMS, ItemProcessor: processor(mode), End: true, ...fields } });

const EXCEEDED = {
  status: 'FAILED',
  error: 'States.ExceedToleratedFailureThreshold',
  cause: 'The specified tolerated failure threshold was exceeded',
};

const tolerances = [
  {
    does: 'fails on the first failure when it tolerates none',
    source: AWS.failThreshold,
    fields: {},
    ends: EXCEEDED,
  },
  {
    does: 'leaves failed items out of its result',
    source: AWS.failThreshold,
    fields: { ToleratedFailureCount: 2 },
    ends: { status: 'SUCCEEDED', output: [1, 3, 5] },
  },
  {
    does: 'fails when the count is exceeded',
    source: AWS.failThreshold,
    fields: { ToleratedFailureCount: 1 },
    ends: EXCEEDED,
  },
  {
    does: 'tolerates a percentage of the items',
    source: AWS.failThreshold,
    fields: { ToleratedFailurePercentage: 40 },
    ends: { status: 'SUCCEEDED', output: [1, 3, 5] },
  },
  {
    does: 'fails when the percentage is exceeded',
    source: AWS.failThreshold,
    fields: { ToleratedFailurePercentage: 39.9 },
    ends: EXCEEDED,
  },
  {
    does: 'fails when either threshold is exceeded',
    source: AWS.failThreshold,
    fields: { ToleratedFailurePercentage: 100, ToleratedFailureCount: 1 },
    ends: EXCEEDED,
  },
  {
    does: 'computes its thresholds',
    source: AWS.distributedMap,
    fields: { ToleratedFailurePercentage: '{% $states.input.percentage %}' },
    ends: { status: 'SUCCEEDED', output: [1, 3, 5] },
  },
  {
    does: 'can be caught by the name of its error',
    source: AWS.errors,
    fields: { Catch: [{ ErrorEquals: [EXCEEDED.error], Output: 'caught', Next: 'Then' }] },
    ends: { status: 'SUCCEEDED', output: 'caught' },
  },
] as const;

describe('a distributed Map', () => {
  test.each(tolerances)('$does ($source)', async ({ fields, ends }) => {
    const definition = mapOf('DISTRIBUTED', fields);
    const withThen = { ...definition, States: { ...definition.States, Then: { Type: 'Succeed' } } };
    const states = 'Catch' in fields ? withThen : definition;
    const { description } = await runToEnd(bench({ odd }), states, { percentage: 40 });
    expect(description).toMatchObject(ends);
  });

  test(`keeps the events of its children out of its own history (${AWS.distributedMap})`, async () => {
    const { types } = await runToEnd(bench({ odd }), mapOf('DISTRIBUTED', { ToleratedFailureCount: 5 }));
    expect(types).toEqual([
      'ExecutionStarted',
      'MapStateEntered',
      'MapStateStarted',
      'MapRunStarted',
      'MapRunSucceeded',
      'MapStateSucceeded',
      'MapStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test(`says that its run failed (${AWS.distributedMap})`, async () => {
    const { types } = await runToEnd(bench({ odd }), mapOf('DISTRIBUTED'));
    expect(types.slice(-3)).toEqual(['MapRunFailed', 'MapStateFailed', 'ExecutionFailed']);
  });

  test(`runs children as executions of their own, with the item as input (${AWS.distributedMap})`, async () => {
    const seen: unknown[] = [];
    const fields = {
      ItemProcessor: {
        ...processor('DISTRIBUTED'),
        States: {
          Odd: {
            Type: 'Task',
            Resource: 'see',
            Arguments: {
              id: '{% $states.context.Execution.Id %}',
              input: '{% $states.context.Execution.Input %}',
            },
            End: true,
          },
        },
      },
      Items: ['a', 'b'],
    };
    await runToEnd(bench({ see: (event) => seen.push(event) }), mapOf('DISTRIBUTED', fields));
    const id = expect.stringMatching(/:execution:machine\/Each:/);
    expect(seen).toEqual([
      { id, input: 'a' },
      { id, input: 'b' },
    ]);
  });

  test.each([
    { batcher: { MaxItemsPerBatch: 2 }, sizes: [2, 2, 1] },
    { batcher: { MaxItemsPerBatch: '{% 3 %}' }, sizes: [3, 2] },
    { batcher: { MaxInputBytesPerBatch: 16 }, sizes: [2, 2, 1] },
  ])(`groups items by $batcher (${AWS.itemBatcher})`, async ({ batcher, sizes }) => {
    const seen: unknown[] = [];
    const see = (event: unknown) => seen.push(event);
    const states = { Odd: { Type: 'Task', Resource: 'see', End: true } };
    const fields = {
      ItemBatcher: batcher,
      MaxConcurrency: 1,
      ItemProcessor: { ...processor('DISTRIBUTED'), States: states },
    };
    await runToEnd(bench({ see }), mapOf('DISTRIBUTED', fields));
    expect(seen).toEqual(
      sizes.map((size) => ({ Items: expect.toSatisfy((items) => items.length === size) })),
    );
  });

  test(`hands BatchInput to every batch (${AWS.itemBatcher})`, async () => {
    const seen: unknown[] = [];
    const states = { Odd: { Type: 'Task', Resource: 'see', End: true } };
    const fields = {
      ItemBatcher: { MaxItemsPerBatch: 5, BatchInput: { for: '{% $states.input.name %}' } },
      ItemProcessor: { ...processor('DISTRIBUTED'), States: states },
    };
    const stage = bench({ see: (event) => seen.push(event) });
    await runToEnd(stage, mapOf('DISTRIBUTED', fields), { name: 'Ada' });
    expect(seen).toEqual([{ BatchInput: { for: 'Ada' }, Items: ITEMS }]);
  });
});

describe('an inline Map', () => {
  test(`fails on the first failure, whatever it is told to tolerate (${AWS.inlineMap})`, async () => {
    const { description, types } = await runToEnd(
      bench({ odd }),
      mapOf('INLINE', { MaxConcurrency: 1, ToleratedFailureCount: 5 }),
    );
    expect(description).toMatchObject({ status: 'FAILED', error: 'TypeError' });
    expect(types.slice(-4)).toEqual([
      'LambdaFunctionFailed',
      'MapIterationFailed',
      'MapStateFailed',
      'ExecutionFailed',
    ]);
  });

  test.each([
    { MaxConcurrency: 1, widest: 1 },
    { MaxConcurrency: 3, widest: 3 },
    { MaxConcurrency: '{% 2 %}', widest: 2 },
    { MaxConcurrency: 0, widest: 40 },
  ])(
    `runs $widest iterations at a time with MaxConcurrency $MaxConcurrency (${AWS.inlineMap})`,
    async (row) => {
      let now = 0;
      let widest = 0;
      const work = async () => {
        now += 1;
        widest = Math.max(widest, now);
        await new Promise<void>((resolve) => stage.clock.at(stage.clock.now() + 1_000, () => resolve()));
        now -= 1;
      };
      const stage = bench({ odd: work });
      const items = Array.from({ length: 100 }, (_, index) => index);
      await runToEnd(stage, mapOf('INLINE', { Items: items, MaxConcurrency: row.MaxConcurrency }));
      expect(widest).toBe(row.widest);
    },
  );

  test(`keeps the order of the items, not that of the endings (${AWS.inlineMap})`, async () => {
    const states = { Odd: { Type: 'Wait', Seconds: '{% $states.input %}', End: true } };
    const fields = { Items: [9, 1, 5], ItemProcessor: { ...processor('INLINE'), States: states } };
    const { description } = await runToEnd(bench(), mapOf('INLINE', fields));
    expect(description.output).toEqual([9, 1, 5]);
  });

  test(`aborts the iterations that are under way when one fails (${AWS.getHistory})`, async () => {
    const states = {
      Odd: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $states.input = 3 %}', Next: 'Fail' }],
        Default: 'Wait',
      },
      Wait: { Type: 'Wait', Seconds: 60, End: true },
      Fail: { Type: 'Fail' },
    };
    const fields = { Items: [1, 3], ItemProcessor: { ...processor('INLINE'), States: states } };
    const { types } = await runToEnd(bench(), mapOf('INLINE', fields));
    expect(types.slice(-5)).toEqual([
      'MapIterationFailed',
      'WaitStateAborted',
      'MapIterationAborted',
      'MapStateFailed',
      'ExecutionFailed',
    ]);
  });

  test(`gives an empty result for no items (${AWS.inlineMap})`, async () => {
    const { description } = await runToEnd(bench(), mapOf('INLINE', { Items: [] }));
    expect(description).toMatchObject({ status: 'SUCCEEDED', output: [] });
  });
});
