import { describe, expect, test } from 'vitest';
import { bench, machine, typesOf } from './support/bench.ts';
import { AWS } from './support/sources.ts';

const waiting = (fields: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Arguments: { FunctionName: 'ask', Payload: { token: '{% $states.context.Task.Token %}' } },
  End: true,
  ...fields,
});

const isAsked = (event: unknown): event is { readonly token: string } =>
  typeof event === 'object' && event !== null && 'token' in event;

/** Start a machine that waits for its token, and give the tokens it handed out. */
const asked = async (fields: Record<string, unknown> = {}, more = {}) => {
  const tokens: string[] = [];
  const ask = (event: unknown) => {
    if (isAsked(event)) tokens.push(event.token);
  };
  const stage = bench({ ask });
  stage.engine.createStateMachine('machine', machine({ Ask: waiting(fields), ...more }));
  const { executionArn: arn } = stage.engine.startExecution({ stateMachine: 'machine', name: 'run' });
  await stage.clock.advance(0);
  const status = () => stage.engine.describeExecution(arn);
  return { ...stage, arn, tokens, token: tokens[0] ?? '', status };
};

describe(`a task that waits for its token (${AWS.taskToken})`, () => {
  test('gives the answer as its result', async () => {
    const { engine, clock, arn, token } = await asked();
    engine.sendTaskSuccess(token, { approved: true });
    expect(await clock.until(engine.settled(arn))).toMatchObject({
      status: 'SUCCEEDED',
      output: { approved: true },
    });
    expect(typesOf(engine, arn)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test('fails with the error and the cause it is told', async () => {
    const { engine, clock, arn, token } = await asked();
    engine.sendTaskFailure(token, { error: 'Refused', cause: 'not today' });
    const description = await clock.until(engine.settled(arn));
    expect(description).toMatchObject({ status: 'FAILED', error: 'Refused', cause: 'not today' });
  });

  test('takes an answer that comes before the function has returned', async () => {
    const stage = bench({
      ask: (event) => isAsked(event) && stage.engine.sendTaskSuccess(event.token, 'early'),
    });
    stage.engine.createStateMachine('machine', machine({ Ask: waiting() }));
    const { executionArn } = stage.engine.startExecution({ stateMachine: 'machine' });
    expect(await stage.clock.until(stage.engine.settled(executionArn))).toMatchObject({ output: 'early' });
    expect(typesOf(stage.engine, executionArn)).toContain('TaskSubmitted');
  });

  test('fails when the function that hands out the token fails', async () => {
    const stage = bench({
      ask: () => {
        throw new TypeError('cannot ask');
      },
    });
    stage.engine.createStateMachine('machine', machine({ Ask: waiting() }));
    const { executionArn } = stage.engine.startExecution({ stateMachine: 'machine' });
    const description = await stage.clock.until(stage.engine.settled(executionArn));
    expect(description).toMatchObject({ status: 'FAILED', error: 'TypeError' });
  });

  test('gets a new token for each attempt', async () => {
    const { clock, tokens } = await asked({
      TimeoutSeconds: 10,
      Retry: [{ ErrorEquals: ['States.Timeout'] }],
    });
    await clock.advance(60_000);
    expect(new Set(tokens).size).toBe(4);
  });

  test('hands the token out in JSONPath too', async () => {
    const ask = (event: unknown) => isAsked(event) && stage.engine.sendTaskSuccess(event.token, 'answered');
    const stage = bench({ ask });
    const { Arguments, ...state } = waiting();
    const parameters = { FunctionName: Arguments.FunctionName, Payload: { 'token.$': '$$.Task.Token' } };
    const definition = { StartAt: 'Ask', States: { Ask: { ...state, Parameters: parameters } } };
    stage.engine.createStateMachine('machine', definition);
    const { executionArn } = stage.engine.startExecution({ stateMachine: 'machine' });
    expect(await stage.clock.until(stage.engine.settled(executionArn))).toMatchObject({ output: 'answered' });
  });

  test('waits for a nested execution that answers its token', async () => {
    const stage = bench();
    stage.engine.createStateMachine('child', machine({ Wait: { Type: 'Wait', Seconds: 5, End: true } }));
    const start = {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution.waitForTaskToken',
      Arguments: {
        StateMachineArn: 'child',
        Name: 'nested',
        Input: { token: '{% $states.context.Task.Token %}' },
      },
      End: true,
    };
    stage.engine.createStateMachine('parent', machine({ Start: start }));
    const { executionArn } = stage.engine.startExecution({ stateMachine: 'parent' });
    const child = await stage.clock.until(
      Promise.resolve().then(async () => {
        await new Promise<void>((resolve) => stage.clock.at(stage.clock.now() + 1, () => resolve()));
        return stage.engine.settled('nested');
      }),
    );
    if (isAsked(child.input)) stage.engine.sendTaskSuccess(child.input.token, 'child is done');
    expect(await stage.clock.until(stage.engine.settled(executionArn))).toMatchObject({
      output: 'child is done',
    });
  });
});

describe('a token', () => {
  const refusals = [
    {
      does: 'that is none is an InvalidToken',
      source: AWS.sendSuccess,
      token: 'nonsense',
      refused: 'InvalidToken',
    },
    {
      does: 'that was never given out is a TaskDoesNotExist',
      source: AWS.sendSuccess,
      token: 'firedrill-task-0',
      refused: 'TaskDoesNotExist',
    },
  ] as const;

  test.each(refusals)('$does ($source)', async ({ token, refused }) => {
    const { engine } = await asked();
    expect(() => engine.sendTaskSuccess(token, 1)).toThrow(expect.objectContaining({ name: refused }));
    expect(() => engine.sendTaskFailure(token, {})).toThrow(expect.objectContaining({ name: refused }));
    expect(() => engine.sendTaskHeartbeat(token)).toThrow(expect.objectContaining({ name: refused }));
  });

  const overs = [
    {
      does: 'that was answered is TaskTimedOut',
      source: AWS.sendSuccess,
      over: ({ engine, token }: Awaited<ReturnType<typeof asked>>) => engine.sendTaskSuccess(token, 1),
    },
    {
      does: 'whose task has timed out is TaskTimedOut',
      source: AWS.sendSuccess,
      over: ({ clock }: Awaited<ReturnType<typeof asked>>) => clock.advance(60_000),
    },
    {
      does: 'whose execution was stopped is TaskTimedOut',
      source: AWS.sendHeartbeat,
      over: ({ engine, arn }: Awaited<ReturnType<typeof asked>>) => engine.stopExecution(arn),
    },
  ] as const;

  test.each(overs)('$does ($source)', async ({ over }) => {
    const stage = await asked({ TimeoutSeconds: 30 });
    await over(stage);
    const timedOut = expect.objectContaining({ name: 'TaskTimedOut' });
    expect(() => stage.engine.sendTaskSuccess(stage.token, 2)).toThrow(timedOut);
    expect(() => stage.engine.sendTaskHeartbeat(stage.token)).toThrow(timedOut);
  });

  test(`cannot be answered with more than 256 KiB (${AWS.sendSuccess})`, async () => {
    const { engine, token } = await asked();
    const large = 'a'.repeat(262_145);
    expect(() => engine.sendTaskSuccess(token, large)).toThrow(
      expect.objectContaining({ name: 'InvalidOutput' }),
    );
  });
});

describe('a heartbeat', () => {
  const limits = { HeartbeatSeconds: 10, TimeoutSeconds: 25 };

  test(`that stays away fails the task with States.Timeout (${AWS.errors})`, async () => {
    const { engine, clock, arn, status } = await asked(limits);
    await clock.advance(9_999);
    expect(status().status).toBe('RUNNING');
    await clock.advance(1);
    expect(status()).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    expect(typesOf(engine, arn).at(-2)).toBe('TaskTimedOut');
  });

  test(`begins the interval anew, and does not extend the timeout (${AWS.sendHeartbeat})`, async () => {
    const { engine, clock, token, status } = await asked(limits);
    await clock.advance(8_000);
    engine.sendTaskHeartbeat(token);
    await clock.advance(8_000);
    engine.sendTaskHeartbeat(token);
    await clock.advance(8_999);
    expect(status().status).toBe('RUNNING');
    await clock.advance(1);
    expect(status()).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  });

  test.each(['States.HeartbeatTimeout', 'States.Timeout', 'States.ALL'])(
    `that stays away can be caught as %s (${AWS.errors})`,
    async (name) => {
      const then = { Type: 'Succeed' };
      const { clock, status } = await asked(
        { ...limits, Catch: [{ ErrorEquals: [name], Next: 'Then' }] },
        { Then: then },
      );
      await clock.advance(10_000);
      expect(status()).toMatchObject({ status: 'SUCCEEDED', output: { Error: 'States.Timeout', Cause: '' } });
    },
  );

  test(`of a timed-out task is no HeartbeatTimeout (${AWS.errors})`, async () => {
    const catcher = [{ ErrorEquals: ['States.HeartbeatTimeout'], Next: 'Then' }];
    const { clock, status } = await asked(
      { TimeoutSeconds: 5, Catch: catcher },
      { Then: { Type: 'Succeed' } },
    );
    await clock.advance(5_000);
    expect(status().status).toBe('FAILED');
  });

  test(`may be a JSONata expression, as the timeout may (${AWS.transforming})`, async () => {
    const { clock, status } = await asked({ HeartbeatSeconds: '{% 2 + 3 %}', TimeoutSeconds: '{% 60 %}' });
    await clock.advance(5_000);
    expect(status()).toMatchObject({ error: 'States.Timeout' });
  });
});
