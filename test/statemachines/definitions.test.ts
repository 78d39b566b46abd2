import { createRequire } from 'node:module';
import { getLanguageService, TextDocument } from 'amazon-states-language-service';
import { describe, expect, test } from 'vitest';
import {
  cutShort,
  deployed,
  deployedText,
  reachable,
  statesOf,
  tasksOf,
  waysOf,
} from '../support/machine-graph.ts';
import { substitutions } from '../support/machines.ts';

type Answer = { readonly isValid: boolean; readonly errors: readonly unknown[] };

const require = createRequire(import.meta.url);
const validate = require('asl-validator') as (definition: object) => Answer;

const machines = ['experiment', 'gameday'] as const;

describe.each(machines)('the state machine %s', (machine) => {
  const states = statesOf(machine);
  const tasks = tasksOf(machine);

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

  test('gives every task a timeout, or the seconds that a function worked out for it', () => {
    for (const [name, { TimeoutSeconds }] of tasks) {
      const isComputed = typeof TimeoutSeconds === 'string' && /^\{% \$\w+Seconds %\}$/.test(TimeoutSeconds);
      expect(isComputed || Number(TimeoutSeconds) > 0, name).toBe(true);
    }
  });

  test('gives every task a way out: a Catch for whatever fails, or it is the conclusion, whose failure is the answer', () => {
    const open = tasks.filter(([, { Catch }]) => Catch?.at(-1)?.ErrorEquals[0] !== 'States.ALL');
    expect(open.map(([name]) => name)).toEqual(['Conclude']);
    expect(states.get('Conclude')).toMatchObject({ End: true });
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

  test('reaches every state, and comes to its conclusion from each of them', () => {
    const { StartAt } = deployed(machine) as { StartAt: string };
    expect([...reachable(waysOf(states), StartAt)].sort()).toEqual([...states.keys(), cutShort].sort());
    for (const name of states.keys())
      expect(reachable(waysOf(states), name, ({ by }) => by !== 'Uncaught')).toContain('Conclude');
    expect([...states].filter(([, { End }]) => End).map(([name]) => name)).toEqual(['Conclude']);
  });

  test('waits for others by a task token only, never with .sync, which would abort them', () => {
    const resources = tasks.map(([, { Resource = '' }]) => Resource);
    const integrations = resources.filter((resource) => resource.startsWith('arn:aws:states:'));
    expect(new Set(integrations)).toEqual(new Set(['arn:aws:states:::lambda:invoke.waitForTaskToken']));
    expect(deployedText(machine)).not.toMatch(/^\s*Resource:.*\.sync/m);
  });

  test('can only be a Standard machine: an Express one has no task tokens, and forgets', () => {
    // https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html
    expect(tasks.some(([, { Resource = '' }]) => Resource.endsWith('.waitForTaskToken'))).toBe(true);
    expect(deployedText(machine)).not.toMatch(/express/i);
  });
});
