import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { InvalidDefinition, type Problem } from '../../../lab/engine/errors.ts';
import { bench, machine, runToEnd } from './support/bench.ts';
import { AWS } from './support/sources.ts';

// Written apart from its braces, or the linter takes it for a forgotten template.
const placeholder = (name: string) => `$${`{${name}}`}`;

const problemsOf = (definition: unknown, substitutions?: Record<string, string>): readonly Problem[] => {
  try {
    bench().engine.createStateMachine('machine', definition, substitutions);
  } catch (error) {
    if (error instanceof InvalidDefinition) return error.problems;
    throw error;
  }
  return [];
};

const one = (state: Record<string, unknown>) => machine({ One: state, Two: { Type: 'Succeed' } });
const task = (fields: Record<string, unknown>) =>
  one({ Type: 'Task', Resource: 'work', Next: 'Two', ...fields });
const retry = (retrier: Record<string, unknown>) => task({ Retry: [{ ErrorEquals: ['A'], ...retrier }] });
const path = (fields: Record<string, unknown>) =>
  ({ StartAt: 'One', States: { One: { Type: 'Pass', End: true, ...fields } } }) as const;

const objections = [
  {
    to: 'a state type it does not know',
    definition: one({ Type: 'Dream', End: true }),
    at: '/States/One/Type',
  },
  {
    to: 'a field that no state has',
    definition: one({ Type: 'Pass', End: true, Outptu: 1 }),
    at: '/States/One/Outptu',
  },
  { to: 'a JSONPath field in JSONata', definition: task({ ResultPath: '$' }), at: '/States/One/ResultPath' },
  { to: 'credentials', definition: task({ Credentials: {} }), at: '/States/One/Credentials' },
  {
    to: 'a resource it does not call',
    definition: task({ Resource: 'arn:aws:states:::sqs:sendMessage' }),
    at: '/States/One/Resource',
  },
  {
    to: 'a nested execution that is waited for with .sync',
    definition: task({ Resource: 'arn:aws:states:::states:startExecution.sync:2' }),
    at: '/States/One/Resource',
  },
  {
    to: 'an argument that the integration does not take',
    definition: task({
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: 'x', InvocationType: 'Event' },
    }),
    at: '/States/One/Arguments',
  },
  {
    to: 'a Next that leads nowhere',
    definition: one({ Type: 'Pass', Next: 'Three' }),
    at: '/States/One/Next',
  },
  {
    to: 'a catcher that leads nowhere',
    definition: task({ Catch: [{ ErrorEquals: ['A'], Next: 'Three' }] }),
    at: '/States/One/Catch/0/Next',
  },
  { to: 'both Next and End', definition: one({ Type: 'Pass', Next: 'Two', End: true }), at: '/States/One' },
  { to: 'neither Next nor End', definition: one({ Type: 'Pass' }), at: '/States/One' },
  { to: 'an unknown start', definition: { ...one({ Type: 'Succeed' }), StartAt: 'Zero' }, at: '/StartAt' },
  {
    to: 'an unknown field of the machine',
    definition: { ...one({ Type: 'Succeed' }), Timeout: 5 },
    at: '/Timeout',
  },
  {
    to: 'an expression that cannot be parsed, where it stands',
    definition: one({ Type: 'Pass', Output: { a: ['{% 1 + %}'] }, End: true }),
    at: '/States/One/Output/a/0',
  },
  {
    to: 'States.ALL beside another name',
    definition: retry({ ErrorEquals: ['States.ALL', 'A'] }),
    at: '/States/One/Retry/0/ErrorEquals',
  },
  {
    to: 'States.ALL before another retrier',
    definition: task({ Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['A'] }] }),
    at: '/States/One/Retry/0/ErrorEquals',
  },
  {
    to: 'a BackoffRate below 1',
    definition: retry({ BackoffRate: 0.5 }),
    at: '/States/One/Retry/0/BackoffRate',
  },
  {
    to: 'a MaxDelaySeconds that is no longer than the interval',
    definition: retry({ IntervalSeconds: 5, MaxDelaySeconds: 5 }),
    at: '/States/One/Retry/0/MaxDelaySeconds',
  },
  {
    to: 'another jitter than FULL and NONE',
    definition: retry({ JitterStrategy: 'SOME' }),
    at: '/States/One/Retry/0/JitterStrategy',
  },
  {
    to: 'a heartbeat as long as the timeout',
    definition: task({ TimeoutSeconds: 5, HeartbeatSeconds: 5 }),
    at: '/States/One/HeartbeatSeconds',
  },
  { to: 'a timeout of no time', definition: task({ TimeoutSeconds: 0 }), at: '/States/One/TimeoutSeconds' },
  {
    to: 'Seconds together with Timestamp',
    definition: one({ Type: 'Wait', Seconds: 1, Timestamp: '2026-01-01T00:00:00Z', Next: 'Two' }),
    at: '/States/One',
  },
  {
    to: 'a Timestamp that is none',
    definition: one({ Type: 'Wait', Timestamp: 'tomorrow', Next: 'Two' }),
    at: '/States/One/Timestamp',
  },
  {
    to: 'assigning the reserved variable',
    definition: one({ Type: 'Pass', Assign: { states: 1 }, Next: 'Two' }),
    at: '/States/One/Assign/states',
  },
  {
    to: 'assigning an outer variable again further in',
    definition: machine({
      One: { Type: 'Pass', Assign: { n: 1 }, Next: 'Both' },
      Both: {
        Type: 'Parallel',
        Branches: [{ StartAt: 'In', States: { In: { Type: 'Pass', Assign: { n: 2 }, End: true } } }],
        End: true,
      },
    }),
    at: '/States/Both/Branches/0/States/In/Assign/n',
  },
  {
    to: 'batches in an inline Map',
    definition: one({
      Type: 'Map',
      ItemBatcher: { MaxItemsPerBatch: 2 },
      ItemProcessor: { StartAt: 'In', States: { In: { Type: 'Succeed' } } },
      End: true,
    }),
    at: '/States/One/ItemBatcher',
  },
  {
    to: 'a Map that reads from S3',
    definition: one({
      Type: 'Map',
      ItemReader: {},
      ItemProcessor: { StartAt: 'In', States: { In: { Type: 'Succeed' } } },
      End: true,
    }),
    at: '/States/One/ItemReader',
  },
  {
    to: 'a JSONPath state inside a JSONata machine',
    definition: one({ Type: 'Pass', QueryLanguage: 'JSONPath', End: true }),
    at: '/States/One/QueryLanguage',
  },
  {
    to: 'an intrinsic function of JSONPath',
    definition: path({ Parameters: { 'a.$': "States.Format('{}', 1)" } }),
    at: '/States/One/Parameters/a.$',
  },
  { to: 'a path with a filter', definition: path({ InputPath: '$.a[?(@.b)]' }), at: '/States/One/InputPath' },
  {
    to: 'a Choice in JSONPath',
    definition: { StartAt: 'One', States: { One: { Type: 'Choice', Choices: [] } } },
    at: '/States/One',
  },
] as const;

describe('a definition', () => {
  test.each(objections)('is refused for $to, at $at', ({ definition, at }) => {
    expect(problemsOf(definition).map(({ pointer }) => pointer)).toContain(at);
  });

  test('is refused with all its problems at once', () => {
    const definition = machine({
      One: { Type: 'Pass', Output: '{% ( %}', Next: 'Nowhere' },
      Two: { Type: 'Dream' },
    });
    expect(problemsOf(definition)).toHaveLength(3);
  });

  test('may be given again as it is, but not changed under its name', () => {
    const { engine } = bench();
    const definition = one({ Type: 'Succeed' });
    engine.createStateMachine('machine', definition);
    engine.createStateMachine('machine', structuredClone(definition));
    const changed = one({ Type: 'Succeed', Output: 1 });
    const change = () => engine.createStateMachine('machine', changed);
    expect(change).toThrow(expect.objectContaining({ name: 'StateMachineAlreadyExists' }));
  });
});

describe(`a substitution (${AWS.substitutions})`, () => {
  test('fills a placeholder wherever it stands in a text', async () => {
    const stage = bench({ 'plan-run': () => 'planned' });
    const state = {
      Type: 'Task',
      Resource: `arn:aws:lambda:eu-west-1:1:function:${placeholder('Name')}`,
      End: true,
    };
    stage.engine.createStateMachine('machine', machine({ Plan: state }), { Name: 'plan-run' });
    const { executionArn } = stage.engine.startExecution({ stateMachine: 'machine' });
    expect(await stage.clock.until(stage.engine.settled(executionArn))).toMatchObject({ output: 'planned' });
  });

  test('that is not given is a problem', () => {
    expect(problemsOf(task({ Resource: placeholder('Missing') }), { Other: 'x' })).toContainEqual({
      pointer: '/States/One/Resource',
      message: `No substitution is given for '${placeholder('Missing')}'`,
    });
  });
});

describe('the state machines of this repository', () => {
  const folder = new URL('../../../statemachines/', import.meta.url);
  const files = readdirSync(folder).filter((name) => name.endsWith('.asl.yml'));

  test.each(files)('%s is accepted as it stands', (file) => {
    const text = readFileSync(new URL(file, folder), 'utf8');
    const names = [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => [name, `f-${name}`]);
    const definition: unknown = parse(text);
    expect(problemsOf(definition, Object.fromEntries(names))).toEqual([]);
  });
});

describe('the simple part of JSONPath', () => {
  test('moves input, parameters, result and output as its fields say', async () => {
    const state = {
      Type: 'Task',
      Resource: 'arn:aws:lambda:us-east-1:111111111111:function:echo',
      InputPath: '$.order',
      Parameters: { 'id.$': '$.id', 'run.$': '$$.Execution.Name', fixed: [1] },
      ResultSelector: { 'got.$': '$.id' },
      ResultPath: '$.answer.of.task',
      OutputPath: '$.answer',
      Assign: { 'kept.$': '$.got' },
      Next: 'Show',
    };
    const show = { Type: 'Pass', Parameters: { 'kept.$': '$kept', 'input.$': '$' }, End: true };
    const definition = { StartAt: 'Ask', States: { Ask: state, Show: show } };
    const { description } = await runToEnd(bench({ echo: (event) => event }), definition, {
      order: { id: 7 },
    });
    expect(description.output).toEqual({ kept: 7, input: { of: { task: { got: 7 } } } });
  });

  test('fails the execution for a path that leads nowhere', async () => {
    const { description } = await runToEnd(bench(), path({ Parameters: { 'a.$': '$.b' } }), { c: 1 });
    expect(description).toMatchObject({
      error: 'States.Runtime',
      cause:
        "An error occurred while executing the state 'One' (entered at the event id #2). The JSONPath '$.b' specified for the field 'a.$' could not be found in the input '{\"c\":1}'",
    });
  });
});
