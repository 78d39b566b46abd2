import { createRequire } from 'node:module';
import { getLanguageService, TextDocument } from 'amazon-states-language-service';
import { describe, expect, test } from 'vitest';
import { deployed, deployedText, nextOf, reachable, type State, statesOf } from '../support/machine-graph.ts';
import { substitutions } from '../support/machines.ts';

type Answer = { readonly isValid: boolean; readonly errors: readonly unknown[] };

const require = createRequire(import.meta.url);
const validate = require('asl-validator') as (definition: object) => Answer;

const machines = ['experiment', 'gameday'] as const;
const tasks = (states: ReadonlyMap<string, State>) => [...states].filter(([, { Type }]) => Type === 'Task');
const token = ({ Resource = '' }: State) => Resource.endsWith('.waitForTaskToken');

describe.each(machines)('the state machine %s', (machine) => {
  const states = statesOf(machine);

  test('is valid for asl-validator', () => {
    const { isValid, errors } = validate(deployed(machine));
    expect(errors).toEqual([]);
    expect(isValid).toBe(true);
  });

  test("is valid for AWS's own language service", async () => {
    const service = getLanguageService({});
    const document = TextDocument.create('a.asl.json', 'asl', 1, JSON.stringify(deployed(machine)));
    const found = await service.doValidation(document, service.parseJSONDocument(document));
    expect(found.map(({ message }) => message)).toEqual([]);
  });

  test('has a function for every placeholder', () => {
    expect(deployedText(machine).match(/\$\{[^}]*\}/g) ?? []).toEqual([]);
    expect(Object.keys(substitutions).length).toBeGreaterThan(15);
  });

  test('gives every task a timeout', () => {
    const without = tasks(states).filter(([, { TimeoutSeconds }]) => TimeoutSeconds === undefined);
    expect(without.map(([name]) => name)).toEqual([]);
  });

  test('repeats a task that waits for its token only where a repeat is the same thing, and never for its timeout', () => {
    const repeated = tasks(states).filter(([, state]) => token(state) && state.Retry);
    expect(repeated.map(([name]) => name)).toEqual(machine === 'gameday' ? ['RunExperiment'] : []);
    const errors = repeated.flatMap(([, { Retry = [] }]) => Retry.flatMap(({ ErrorEquals }) => ErrorEquals));
    expect(errors).not.toContain('States.Timeout');
    expect(errors).not.toContain('States.ALL');
  });

  test('catches States.ALL alone and last', () => {
    for (const [, { Retry = [], Catch = [] }] of states)
      for (const list of [Retry, Catch])
        list.forEach(({ ErrorEquals }, index) => {
          if (!ErrorEquals.includes('States.ALL')) return;
          expect(ErrorEquals).toEqual(['States.ALL']);
          expect(index).toBe(list.length - 1);
        });
  });

  test('is left by no failure but that of its conclusion', () => {
    const open = tasks(states).filter(([, { Catch }]) => Catch?.at(-1)?.ErrorEquals[0] !== 'States.ALL');
    expect(open.map(([name]) => name)).toEqual(['Conclude']);
  });

  test('reaches every state, and ends only in its conclusion', () => {
    const { StartAt } = deployed(machine) as { StartAt: string };
    expect([...reachable(states, StartAt, [])].sort()).toEqual([...states.keys()].sort());
    expect([...states].filter(([, { End }]) => End).map(([name]) => name)).toEqual(['Conclude']);
  });
});

describe('the way of a run', () => {
  const states = statesOf('experiment');

  test('leads from Inject to the conclusion only through Revert', () => {
    expect(reachable(states, 'Inject', ['Revert'])).not.toContain('Conclude');
  });

  test('leads from Revert to the conclusion only through a verified restoration, or an undo that is given up', () => {
    expect(reachable(states, 'Revert', ['VerifyRestored'])).toEqual(
      new Set(['Revert', 'Quarantine', 'Conclude']),
    );
    // The one edge there is a failure, and Conclude pages for whatever is not verified.
    expect(states.get('Revert')?.Next).toBe('Quarantine');
    expect(nextOf(states.get('Quarantine') ?? { Type: '' })).toEqual(['VerifyRestored']);
  });

  test('leads to Inject only through the dead man', () => {
    expect(reachable(states, 'Plan', ['Arm'])).not.toContain('Inject');
  });

  test('leads to the dead man only through a steady state and a commit', () => {
    expect(reachable(states, 'Plan', ['CheckSteadyState'])).not.toContain('Arm');
    expect(reachable(states, 'Plan', ['Commit'])).not.toContain('CheckSteadyState');
  });

  test('never goes back before Revert', () => {
    const after = reachable(states, 'Revert', []);
    for (const name of ['Inject', 'Observe', 'Arm', 'Commit', 'Plan']) expect(after).not.toContain(name);
  });

  test('tries to undo for about a quarter of an hour before it gives up', () => {
    const retry = states.get('Revert')?.Retry?.at(-1);
    const { IntervalSeconds = 0, BackoffRate = 0, MaxDelaySeconds = 0, MaxAttempts = 0 } = retry ?? {};
    const waits = Array.from({ length: MaxAttempts }, (_, n) =>
      Math.min(IntervalSeconds * BackoffRate ** n, MaxDelaySeconds),
    );
    const seconds = waits.reduce((sum, one) => sum + one, 0);
    expect(seconds).toBeGreaterThan(800);
    expect(seconds).toBeLessThan(1_000);
  });
});

test('a game day never waits for its runs with .sync, which would abort them', () => {
  expect(deployedText('gameday')).not.toMatch(/Resource:.*\.sync/);
});
