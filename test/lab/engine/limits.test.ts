import { describe, expect, test } from 'vitest';
import { bench, machine, runToEnd } from './support/bench.ts';
import { AWS } from './support/sources.ts';

const LIMIT = 262_144;
// JSON adds two quotes.
const fitting = 'a'.repeat(LIMIT - 2);
const large = `${fitting}a`;

const direct = { Type: 'Task', Resource: 'work', End: true };
const invoke = {
  ...direct,
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'work', Payload: {} },
};
const then = { Type: 'Succeed', Output: 'caught' };
const tooLarge = (what: string) =>
  `The state/task '${what}' returned a result with a size exceeding the maximum number of bytes service limit.`;

describe(`the limit of 256 KiB (${AWS.quotas})`, () => {
  test('lets a result of exactly so many bytes through', async () => {
    const { description } = await runToEnd(bench({ work: () => fitting }), machine({ Work: direct }));
    expect(description.status).toBe('SUCCEEDED');
  });

  test.each([
    { of: 'a function', state: direct, what: 'work', event: 'LambdaFunctionFailed' },
    { of: 'lambda:invoke', state: invoke, what: 'lambda', event: 'TaskFailed' },
  ])('fails a larger result of $of with States.DataLimitExceeded', async ({ state, what, event }) => {
    const { description, types } = await runToEnd(bench({ work: () => large }), machine({ Work: state }));
    expect(description).toMatchObject({
      status: 'FAILED',
      error: 'States.DataLimitExceeded',
      cause: tooLarge(what),
    });
    expect(types.at(-2)).toBe(event);
  });

  test('counts bytes, not letters', async () => {
    const umlauts = 'ä'.repeat(LIMIT / 2);
    const { description } = await runToEnd(bench({ work: () => umlauts }), machine({ Work: direct }));
    expect(description.error).toBe('States.DataLimitExceeded');
  });

  test('holds for the output of any state', async () => {
    const output = '{% $join([$states.input, $states.input]) %}';
    const states = { Twice: { Type: 'Pass', Output: output, End: true } };
    const { description } = await runToEnd(bench(), machine(states), 'a'.repeat(200_000));
    expect(description).toMatchObject({ error: 'States.DataLimitExceeded', cause: tooLarge('Twice') });
  });

  test.each([
    { name: 'States.ALL', ends: 'FAILED' },
    { name: 'States.TaskFailed', ends: 'FAILED' },
    { name: 'States.DataLimitExceeded', ends: 'SUCCEEDED' },
  ])(`is not caught by wildcards: $name, $ends (${AWS.errors})`, async ({ name, ends }) => {
    const state = {
      ...direct,
      Catch: [{ ErrorEquals: [name], Next: 'Then' }],
      Retry: [{ ErrorEquals: [name] }],
    };
    const { description } = await runToEnd(
      bench({ work: () => large }),
      machine({ Work: state, Then: then }),
    );
    expect(description.status).toBe(ends);
  });

  test(`holds for the input of an execution (${AWS.startExecution})`, () => {
    const { engine } = bench();
    engine.createStateMachine('machine', machine({ End: then }));
    const start = () => engine.startExecution({ stateMachine: 'machine', input: large });
    expect(start).toThrow(expect.objectContaining({ name: 'InvalidExecutionInput' }));
  });
});

// Two events to come in and go out, two for each Pass.
const events = (count: number) => {
  const names = Array.from({ length: (count - 2) / 2 }, (_, index) => `S${index}`);
  const states = names.map((name, index) => {
    const next = names[index + 1];
    return [name, { Type: 'Pass', ...(next === undefined ? { End: true } : { Next: next }) }];
  });
  return machine(Object.fromEntries(states));
};

describe(`the limit of 25,000 events (${AWS.historyLimit})`, () => {
  test('lets an execution whose last event is number 25,000 succeed', async () => {
    const { description, history } = await runToEnd(bench(), events(25_000));
    expect(description.status).toBe('SUCCEEDED');
    expect(history).toHaveLength(25_000);
  });

  test('fails a longer one with States.Runtime, past every Catch', async () => {
    const { description, history } = await runToEnd(bench(), events(25_002));
    expect(description).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: 'The execution reached the maximum number of history events (25000).',
    });
    expect(history).toHaveLength(25_000);
    expect(history.at(-1)?.type).toBe('ExecutionFailed');
  });
});
