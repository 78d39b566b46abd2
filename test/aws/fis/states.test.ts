import { expect, test } from 'vitest';
import {
  actionStates,
  type ExperimentView,
  experimentStates,
  isActive,
  outcomeOf,
  presenceOf,
} from '../../../adapters/fis/states.ts';

type Statuses = readonly string[];

/** An experiment with one action in each of the states; those that have begun have a start time. */
const view = (status: string, actions: Statuses, begun = true): ExperimentView => {
  const each = actions.map((action, at) => [
    `fault-${at + 1}`,
    { state: { status: action }, ...(begun && action !== 'pending' && { startTime: new Date(0) }) },
  ]);
  return { state: { status }, actions: Object.fromEntries(each) } as ExperimentView;
};

test('every state that the API knows has its meaning', () => {
  const experiments = 'pending initiating running completed stopping stopped failed cancelled';
  const actions = 'pending initiating running completed cancelled skipped stopping stopped failed';
  expect(Object.keys(experimentStates).sort()).toEqual(experiments.split(' ').sort());
  expect(Object.keys(actionStates).sort()).toEqual(actions.split(' ').sort());
});

test.for([
  ['pending', true],
  ['initiating', true],
  ['running', true],
  ['stopping', true],
  ['completed', false],
  ['stopped', false],
  ['failed', false],
  ['cancelled', false],
  ['a state that AWS has added since', true],
] as const)('an experiment that is %s can still do something: %s', ([status, active]) => {
  expect(isActive(view(status, []))).toBe(active);
});

test.for([
  // Nothing has begun.
  ['pending', ['pending'], 'waiting'],
  ['initiating', ['pending'], 'waiting'],
  ['running', ['pending'], 'waiting'],
  ['running', ['initiating'], 'waiting'],
  // It acts.
  ['running', ['running'], 'injected'],
  ['running', ['completed', 'pending'], 'injected'],
  ['completed', ['completed'], 'injected'],
  ['completed', ['completed', 'skipped'], 'injected'],
  // Certain that no target was touched.
  ['completed', ['skipped'], 'refused'],
  ['cancelled', ['cancelled'], 'refused'],
  ['cancelled', ['pending'], 'refused'],
  ['failed', ['cancelled'], 'refused'],
  ['failed', [], 'refused'],
  ['stopped', ['cancelled'], 'refused'],
  // Over, or about to be, and some target may have been hit.
  ['failed', ['failed'], 'broken-off'],
  ['failed', ['completed', 'failed'], 'broken-off'],
  ['cancelled', ['stopped'], 'broken-off'],
  ['stopping', ['stopping'], 'broken-off'],
  ['stopping', ['cancelled'], 'broken-off'],
  ['stopped', ['stopped'], 'broken-off'],
  ['completed', ['a state that AWS has added since'], 'broken-off'],
  ['a state that AWS has added since', ['running'], 'broken-off'],
] as const)('an experiment that is %s, its actions %s, is %s', ([status, actions, outcome]) => {
  expect(outcomeOf(view(status, actions))).toBe(outcome);
});

test('an action that failed before it began has touched nothing', () => {
  expect(outcomeOf(view('failed', ['failed', 'cancelled'], false))).toBe('refused');
});

test.for([
  [['pending'], 'no'],
  [['initiating'], 'unknown'],
  [['running'], 'yes'],
  [['completed'], 'yes'],
  [['cancelled'], 'no'],
  [['skipped'], 'no'],
  [['stopping'], 'unknown'],
  [['stopped'], 'no'],
  [['failed'], 'no'],
  [['completed', 'failed'], 'partly'],
  [['running', 'initiating'], 'unknown'],
  [['completed', 'running'], 'yes'],
  [['a state that AWS has added since'], 'unknown'],
  [[], 'no'],
] as const)('of actions that are %s FIS says that the fault is present: %s', ([actions, present]) => {
  expect(presenceOf(view('running', actions))).toBe(present);
});
