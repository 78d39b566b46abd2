import { describe, expect, test } from 'vitest';
import { bench, machine, runToEnd, typesOf } from './support/bench.ts';
import { AWS } from './support/sources.ts';

const HOUR = 3_600_000;

describe('time', () => {
  test('of an hour takes milliseconds', async () => {
    const stage = bench();
    const before = { virtual: stage.clock.now(), real: performance.now() };
    const { description } = await runToEnd(
      stage,
      machine({ Wait: { Type: 'Wait', Seconds: 3_600, End: true } }),
    );
    expect(description.status).toBe('SUCCEEDED');
    expect(stage.clock.now() - before.virtual).toBe(HOUR);
    expect(performance.now() - before.real).toBeLessThan(500);
  });

  test('is asked for only by states that wait', async () => {
    const stage = bench({ work: () => new Promise(() => {}) });
    const work = { Type: 'Task', Resource: 'work', End: true };
    stage.engine.createStateMachine('machine', machine({ Pass: { Type: 'Pass', Next: 'Work' }, Work: work }));
    stage.engine.startExecution({ stateMachine: 'machine' });
    await stage.clock.advance(0);
    expect(stage.clock.timers()).toBe(0);
  });
});

const wait = (fields: Record<string, unknown>) => machine({ Wait: { Type: 'Wait', End: true, ...fields } });

describe(`a Wait state (${AWS.wait})`, () => {
  test.each([
    { does: 'waits so many Seconds', fields: { Seconds: 10 }, seconds: 10 },
    { does: 'computes its Seconds', fields: { Seconds: '{% $states.input.n * 2 %}' }, seconds: 14 },
    { does: 'waits until a Timestamp', fields: { Timestamp: '2026-11-22T00:01:30Z' }, seconds: 90 },
    { does: 'reads an offset', fields: { Timestamp: '{% "2026-11-22T01:00:05+01:00" %}' }, seconds: 5 },
    {
      does: 'goes on at once when the Timestamp has passed',
      fields: { Timestamp: '2016-01-01T00:00:00Z' },
      seconds: 0,
    },
  ])('$does', async ({ fields, seconds }) => {
    const stage = bench();
    const before = stage.clock.now();
    const { description } = await runToEnd(stage, wait(fields), { n: 7 });
    expect(description.status).toBe('SUCCEEDED');
    expect((stage.clock.now() - before) / 1_000).toBe(seconds);
  });

  test.each([
    { seconds: '{% "10" %}', says: `Expected 'number', but was 'string' for value: "10"` },
    { seconds: '{% -1 %}', says: 'Seconds must be between 0 and 99999999 but was: -1' },
    { seconds: '{% 1.5 %}', says: 'The Seconds field cannot be parsed as an integer: 1.5' },
  ])('refuses $seconds', async ({ seconds, says }) => {
    const { description, types } = await runToEnd(bench(), wait({ Seconds: seconds }));
    expect(description).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    expect(description.cause).toContain(says);
    expect(types.at(-2)).toBe('EvaluationFailed');
  });
});

const never = () => new Promise(() => {});

describe('a timeout', () => {
  const direct = { Type: 'Task', Resource: 'work', TimeoutSeconds: 5, End: true };
  const invoke = {
    ...direct,
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: 'work', Payload: {} },
  };

  test.each([
    { task: direct, event: 'LambdaFunctionTimedOut' },
    { task: invoke, event: 'TaskTimedOut' },
  ])(`of a task fails it with States.Timeout and writes $event (${AWS.task})`, async ({ task, event }) => {
    const { description, types } = await runToEnd(bench({ work: never }), machine({ Work: task }));
    expect(description).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(types.at(-2)).toBe(event);
  });

  test(`leaves no timer behind when the task is in time (${AWS.task})`, async () => {
    const stage = bench({ work: () => 1 });
    await runToEnd(stage, machine({ Work: direct }));
    expect(stage.clock.timers()).toBe(0);
  });

  test(`lets a late result fall (${AWS.task})`, async () => {
    const work = () =>
      new Promise((resolve) => stage.clock.at(stage.clock.now() + 6_000, () => resolve('late')));
    const stage = bench({ work });
    const { description } = await runToEnd(stage, machine({ Work: direct }));
    await stage.clock.advance(10_000);
    expect(stage.engine.describeExecution(description.executionArn)).toEqual(description);
  });

  test(`of the execution ends it as TIMED_OUT, past every Catch (${AWS.structure})`, async () => {
    const catching = {
      ...direct,
      TimeoutSeconds: 60,
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Then' }],
    };
    const states = { Work: catching, Then: { Type: 'Succeed' } };
    const stage = bench({ work: never });
    const { description } = await runToEnd(stage, machine(states, { TimeoutSeconds: 30 }));
    expect(description).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout' });
    expect(typesOf(stage.engine, description.executionArn).at(-1)).toBe('ExecutionTimedOut');
    expect(stage.clock.timers()).toBe(0);
  });
});
