import { describe, expect, test } from 'vitest';
import { bench, machine, runToEnd } from './support/bench.ts';
import { AWS } from './support/sources.ts';

const evaluated = async (expression: string, input: unknown = {}) => {
  const states = { Show: { Type: 'Pass', Output: `{% ${expression} %}`, End: true } };
  const { description } = await runToEnd(bench(), machine(states), input);
  return description;
};

const results = [
  { expression: '$partition([1,2,3,4,5], 2)', gives: [[1, 2], [3, 4], [5]] },
  { expression: '$partition([], 2)', gives: [] },
  { expression: '$range(1, 9, 2)', gives: [1, 3, 5, 7, 9] },
  { expression: '$range(9, 1, -4)', gives: [9, 5, 1] },
  { expression: '$range(3, 3, 1)', gives: 3 },
  { expression: '$range(-1.2, 2.8, 1.9)', gives: [-1, 0, 1, 2] },
  { expression: "$hash('text', 'MD5')", gives: '1cb251ec0d568de6a929b520c4aed8d1' },
  { expression: "$hash('text', 'SHA-1')", gives: '372ea08cab33e71c02c651dbc83a474d32c676ea' },
  { expression: "$length($hash('text', 'SHA-512'))", gives: 128 },
  { expression: `$parse('{"a":[1,null]}')`, gives: { a: [1, null] } },
  { expression: '$random()', gives: 0.5 },
  { expression: '$random(7) = $random(7)', gives: true },
  { expression: '$uuid()', gives: '88888888-8888-4888-8888-888888888888' },
  { expression: '$now()', gives: '2026-11-22T00:00:00.000Z' },
  { expression: "$now('[Y0001]-[M01]')", gives: '2026-11' },
  { expression: '$millis()', gives: Date.UTC(2026, 10, 22) },
  { expression: '$states.context.Execution.Name', gives: 'id-1' },
] as const;

const failures = [
  { expression: '$states.input.missing', says: ' returned nothing (undefined).' },
  { expression: '$range(3, 1, 1)', says: ' returned nothing (undefined).' },
  { expression: 'function($x) { $x }', says: ' returned an unsupported result type.' },
  {
    expression: "$eval('1+1')",
    says: ' threw an error during evaluation. T1006: Attempted to invoke a non-function',
  },
  {
    expression: "$range('0', 4, 1)",
    says: ' threw an error during evaluation. T0410: Argument 1 of function "range" does not match function signature',
  },
  {
    expression: "1 + 'a'",
    says: ' threw an error during evaluation. T2002: The right side of the "+" operator must evaluate to a number',
  },
  {
    expression: '($f := function($n) { 1 + $f($n) }; $f(1))',
    says: ' threw an error during evaluation: Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive.',
  },
] as const;

describe(`an expression (${AWS.transforming})`, () => {
  test.each(results)('$expression gives $gives', async ({ expression, gives }) => {
    expect(await evaluated(expression)).toMatchObject({ status: 'SUCCEEDED', output: gives });
  });

  test.each(failures)('$expression fails the state, and says why', async ({ expression, says }) => {
    expect(await evaluated(expression)).toMatchObject({
      status: 'FAILED',
      error: 'States.QueryEvaluationError',
      cause: `An error occurred while executing the state 'Show' (entered at the event id #2). The JSONata expression '${expression}' specified for the field 'Output'${says}`,
    });
  });

  test('is none with a space before its braces', async () => {
    const states = { Show: { Type: 'Pass', Output: ' {% 1 %}', End: true } };
    expect((await runToEnd(bench(), machine(states))).description.output).toBe(' {% 1 %}');
  });

  test('keeps a list of one that a variable held', async () => {
    const states = {
      Set: { Type: 'Pass', Assign: { list: '{% [$states.input.items[n > 1]] %}' }, Next: 'Show' },
      Show: { Type: 'Pass', Output: '{% { "list": $list } %}', End: true },
    };
    const input = { items: [{ n: 1 }, { n: 2 }] };
    expect((await runToEnd(bench(), machine(states), input)).description.output).toEqual({
      list: [{ n: 2 }],
    });
  });
});

const FIELDS = [
  { field: 'Output/a[1]', state: { Type: 'Pass', Output: { a: [1, '{% $no %}'] }, End: true } },
  { field: 'Assign/x/y', state: { Type: 'Pass', Assign: { x: { y: '{% $no %}' } }, End: true } },
  {
    field: 'Choices[0]/Condition',
    state: { Type: 'Choice', Choices: [{ Condition: '{% $no %}', Next: 'End' }], Default: 'End' },
  },
  {
    field: 'Choices[0]/Output',
    state: { Type: 'Choice', Choices: [{ Condition: true, Next: 'End', Output: '{% $no %}' }] },
  },
  { field: 'Arguments', state: { Type: 'Task', Resource: 'work', Arguments: '{% $no %}', End: true } },
  {
    field: 'TimeoutSeconds',
    state: { Type: 'Task', Resource: 'work', TimeoutSeconds: '{% $no %}', End: true },
  },
  { field: 'Seconds', state: { Type: 'Wait', Seconds: '{% $no %}', End: true } },
  { field: 'Cause', state: { Type: 'Fail', Cause: '{% $no %}' } },
  {
    field: 'Catch[0]/Assign/why',
    state: {
      Type: 'Task',
      Resource: 'fail',
      Catch: [{ ErrorEquals: ['States.ALL'], Assign: { why: '{% $no %}' }, Next: 'End' }],
      End: true,
    },
  },
] as const;

describe(`a failed evaluation (${AWS.errors})`, () => {
  const fail = () => {
    throw new Error('x');
  };

  test.each(FIELDS)('names the field $field', async ({ field, state }) => {
    const stage = bench({ fail });
    const { description, types } = await runToEnd(stage, machine({ State: state, End: { Type: 'Succeed' } }));
    expect(description.cause).toContain(
      `expression '$no' specified for the field '${field}' returned nothing`,
    );
    expect(types.at(-2)).toBe('EvaluationFailed');
  });

  test('can be caught', async () => {
    const catcher = [{ ErrorEquals: ['States.QueryEvaluationError'], Output: 'caught', Next: 'End' }];
    const state = { Type: 'Task', Resource: 'work', Arguments: '{% $no %}', Catch: catcher, End: true };
    const { description } = await runToEnd(bench(), machine({ State: state, End: { Type: 'Succeed' } }));
    expect(description.output).toBe('caught');
  });
});

describe(`a variable (${AWS.variables})`, () => {
  test('is not seen by the state that assigns it', async () => {
    const states = {
      One: { Type: 'Pass', Assign: { n: 1 }, Next: 'Two' },
      Two: {
        Type: 'Pass',
        Assign: { n: '{% $n + 1 %}', before: '{% $n %}' },
        Output: '{% $n %}',
        Next: 'Show',
      },
      Show: { Type: 'Pass', Output: '{% [$states.input, $before, $n] %}', End: true },
    };
    expect((await runToEnd(bench(), machine(states))).description.output).toEqual([1, 1, 2]);
  });

  test(`of a Choice comes from the rule that holds, or from the state for Default (${AWS.choice})`, async () => {
    const states = {
      Ask: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $states.input %}', Assign: { by: 'rule' }, Next: 'Show' }],
        Assign: { by: 'default' },
        Default: 'Show',
      },
      Show: { Type: 'Pass', Output: '{% $by %}', End: true },
    };
    const definition = machine(states);
    expect((await runToEnd(bench(), definition, true)).description.output).toBe('rule');
    expect((await runToEnd(bench(), definition, false)).description.output).toBe('default');
  });
});

describe(`a Choice without Default (${AWS.choice})`, () => {
  test('fails the execution when no rule holds', async () => {
    const state = { Type: 'Choice', Choices: [{ Condition: false, Next: 'End' }] };
    const { description } = await runToEnd(bench(), machine({ Ask: state, End: { Type: 'Succeed' } }));
    expect(description).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause:
        "An error occurred while executing the state 'Ask' (entered at the event id #2). Failed to transition out of the state. The state does not point to a next state.",
    });
  });
});

describe(`the context object (${AWS.context})`, () => {
  test('tells the execution, the machine and the state', async () => {
    const { description } = await runToEnd(
      bench(),
      machine({ Show: { Type: 'Pass', Output: '{% $states.context %}', End: true } }),
      { n: 1 },
    );
    expect(description.output).toEqual({
      Execution: {
        Id: 'arn:aws:states:us-east-1:123456789012:execution:machine:id-1',
        Input: { n: 1 },
        Name: 'id-1',
        RoleArn: 'arn:aws:iam::123456789012:role/lab',
        StartTime: '2026-11-22T00:00:00.000Z',
        RedriveCount: 0,
      },
      State: { Name: 'Show', EnteredTime: '2026-11-22T00:00:00.000Z', RetryCount: 0 },
      StateMachine: { Id: 'arn:aws:states:us-east-1:123456789012:stateMachine:machine', Name: 'machine' },
    });
  });
});
