import { describe, expect, test } from 'vitest';
import { bench, machine, runToEnd, typesOf } from './support/bench.ts';
import { AWS } from './support/sources.ts';

const waiting = machine({ Wait: { Type: 'Wait', Seconds: 60, End: true } });

const started = () => {
  const stage = bench();
  stage.engine.createStateMachine('machine', waiting);
  const start = (input: unknown, name = 'run') =>
    stage.engine.startExecution({ stateMachine: 'machine', name, input });
  return { ...stage, start, first: start({ n: 1, m: 2 }) };
};

const ALREADY_EXISTS = expect.objectContaining({ name: 'ExecutionAlreadyExists' });

describe(`StartExecution (${AWS.startExecution})`, () => {
  test('of an open name with the same input is the same execution', async () => {
    const { start, first, clock } = started();
    await clock.advance(5_000);
    expect(start({ m: 2, n: 1 })).toEqual(first);
  });

  test('of an open name with another input is refused', () => {
    const { start } = started();
    expect(() => start({ n: 2 })).toThrow(ALREADY_EXISTS);
  });

  test('of a name whose execution has ended is refused, even with the same input', async () => {
    const { start, clock } = started();
    await clock.advance(60_000);
    expect(() => start({ n: 1, m: 2 })).toThrow(ALREADY_EXISTS);
  });

  test('without input gives an empty object', async () => {
    const { engine, clock } = started();
    const { executionArn } = engine.startExecution({ stateMachine: 'machine' });
    expect(await clock.until(engine.settled(executionArn))).toMatchObject({ input: {}, output: {} });
  });

  test('takes the ARN of a machine as well as its name', () => {
    const { engine } = started();
    const stateMachine = 'arn:aws:states:us-east-1:123456789012:stateMachine:machine';
    expect(engine.startExecution({ stateMachine, name: 'x' }).executionArn).toBe(
      'arn:aws:states:us-east-1:123456789012:execution:machine:x',
    );
  });

  test('of an unknown machine is refused', () => {
    const start = () => bench().engine.startExecution({ stateMachine: 'nothing' });
    expect(start).toThrow(expect.objectContaining({ name: 'StateMachineDoesNotExist' }));
  });
});

describe(`StopExecution (${AWS.stopExecution})`, () => {
  test('ends an execution as ABORTED, with the error and the cause it is given', async () => {
    const { engine, clock, first } = started();
    await clock.advance(1_000);
    engine.stopExecution(first.executionArn, { error: 'Enough', cause: 'a person said so' });
    expect(engine.describeExecution('run')).toMatchObject({
      status: 'ABORTED',
      error: 'Enough',
      cause: 'a person said so',
      stopDate: new Date(clock.now()),
    });
    expect(typesOf(engine, first.executionArn)).toEqual([
      'ExecutionStarted',
      'WaitStateEntered',
      'ExecutionAborted',
    ]);
  });

  test('leaves nothing running', async () => {
    const { engine, clock, first } = started();
    await clock.advance(1_000);
    engine.stopExecution(first.executionArn);
    expect(clock.timers()).toBe(0);
    await clock.advance(120_000);
    expect(engine.describeExecution('run').status).toBe('ABORTED');
  });

  test('changes nothing about an execution that has ended', async () => {
    const { engine, clock, first } = started();
    await clock.advance(60_000);
    engine.stopExecution(first.executionArn);
    expect(engine.describeExecution('run').status).toBe('SUCCEEDED');
  });

  test('stops the children of a distributed Map with it', async () => {
    const stage = bench();
    const child = { Type: 'Wait', Seconds: 60, End: true };
    const processor = {
      ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
      StartAt: 'W',
      States: { W: child },
    };
    const map = { Type: 'Map', Items: [1, 2], ItemProcessor: processor, End: true };
    stage.engine.createStateMachine('machine', machine({ Each: map }));
    stage.engine.startExecution({ stateMachine: 'machine', name: 'run' });
    await stage.clock.advance(0);
    stage.engine.stopExecution('run');
    await stage.clock.advance(0);
    expect(stage.clock.timers()).toBe(0);
  });

  test('does not stop an execution that the stopped one has started', async () => {
    const { engine, clock } = started();
    const start = {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution',
      Arguments: { StateMachineArn: 'machine', Name: 'child', Input: { n: 1 } },
      Next: 'Wait',
    };
    const parent = machine({ Start: start, Wait: { Type: 'Wait', Seconds: 9, End: true } });
    engine.createStateMachine('parent', parent);
    engine.startExecution({ stateMachine: 'parent', name: 'parent' });
    await clock.advance(1);
    engine.stopExecution('parent');
    await clock.advance(60_000);
    expect(engine.describeExecution('child').status).toBe('SUCCEEDED');
  });

  test('of an unknown execution is refused', () => {
    const stop = () => bench().engine.stopExecution('nothing');
    expect(stop).toThrow(expect.objectContaining({ name: 'ExecutionDoesNotExist' }));
  });
});

describe(`the history (${AWS.getHistory})`, () => {
  test('numbers its events, and links each to the one before it in its branch', async () => {
    const branch = { StartAt: 'In', States: { In: { Type: 'Pass', End: true } } };
    const states = { Both: { Type: 'Parallel', Branches: [branch, branch], End: true } };
    const { history } = await runToEnd(bench(), machine(states));
    const links = history.map(({ id, previousEventId }) => [id, previousEventId]);
    expect(links.slice(0, 3)).toEqual([
      [1, 0],
      [2, 1],
      [3, 2],
    ]);
    const entered = history.filter(({ type }) => type === 'PassStateEntered');
    expect(entered.map(({ previousEventId }) => previousEventId)).toEqual([3, 3]);
  });

  test('tells input, output and assigned variables as JSON text', async () => {
    const states = { One: { Type: 'Pass', Assign: { n: '{% 1 + 1 %}' }, Output: 'out', End: true } };
    const { history } = await runToEnd(bench(), machine(states), { in: 1 });
    expect(history[1]).toMatchObject({ stateEnteredEventDetails: { name: 'One', input: '{"in":1}' } });
    expect(history[2]).toMatchObject({
      stateExitedEventDetails: { name: 'One', output: '"out"', assignedVariables: { n: '2' } },
    });
  });

  test('is told as it is written', async () => {
    const told: string[] = [];
    const stage = bench(
      {},
      { onEvent: ({ name, stateMachine, type }) => told.push(`${stateMachine}/${name} ${type}`) },
    );
    const { types } = await runToEnd(stage, machine({ End: { Type: 'Succeed' } }));
    expect(told).toEqual(types.map((type) => `machine/id-1 ${type}`));
  });

  test('is the same for the same clock, chance and names', async () => {
    const branch = { StartAt: 'In', States: { In: { Type: 'Pass', Output: '{% $uuid() %}', End: true } } };
    const states = { Both: { Type: 'Parallel', Branches: [branch, branch, branch], End: true } };
    const one = await runToEnd(bench(), machine(states));
    const other = await runToEnd(bench(), machine(states));
    expect(one.history).toEqual(other.history);
  });
});
