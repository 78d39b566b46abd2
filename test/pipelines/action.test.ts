import { describe, expect, test } from 'vitest';
import { action } from './support/action.ts';

const { steps } = action.runs;
const scripts = steps.filter(({ run }) => run !== undefined);

test('it is a composite action with a name, a description, and inputs that say what they are', () => {
  expect(action.runs.using).toBe('composite');
  expect([action.name, action.description]).toEqual([expect.any(String), expect.any(String)]);
  for (const input of Object.values(action.inputs)) {
    expect(input.description).toMatch(/\w/);
    expect(input.required === true || typeof input.default === 'string').toBe(true);
  }
});

test('every step uses an action of a version, or runs in a shell that is named', () => {
  for (const { uses, run, shell } of steps) {
    expect([uses, run].filter((one) => one !== undefined)).toHaveLength(1);
    if (run === undefined) expect(uses).toMatch(/^[\w-]+\/[\w-]+@v\d/);
    else expect(shell).toBe('bash');
  }
});

test('no text of others is part of a command: inputs are environment variables', () => {
  expect(scripts.length).toBeGreaterThan(3);
  for (const { run } of scripts) expect(run).not.toContain('${{');
});

test('whatever is named in it exists', () => {
  const text = JSON.stringify(action);
  const inputs = [...text.matchAll(/inputs\.([\w-]+)/g)].map(([, name]) => name);
  expect(new Set(inputs)).toEqual(new Set(Object.keys(action.inputs)));
  const asked = [...text.matchAll(/steps\.([\w-]+)\.outputs\.([\w-]+)/g)];
  for (const [, step, output] of asked) {
    expect(steps.map(({ id }) => id)).toContain(step);
    expect(['id', 'out-dir', 'exit-code', 'hypothesis', 'restoration', 'plan-hash']).toContain(output);
  }
});

describe('a cancelled job', () => {
  test('reaches firedrill: what may wait is the first process of its step', () => {
    for (const { run } of scripts.filter(({ run }) => run?.includes('node ')))
      expect(run).toMatch(/^exec node "/);
  });

  test('has a step that stops, before those that report', () => {
    const at = (name: string) => steps.findIndex((step) => step.name === name);
    const stop = steps[at('Stop what was cancelled')];
    expect(stop?.if).toBe('cancelled()');
    expect(at('Firedrill')).toBeLessThan(at('Stop what was cancelled'));
    expect(at('Stop what was cancelled')).toBeLessThan(at('Report'));
    // What it needs is not among the outputs of a step that was killed.
    expect(JSON.stringify(stop)).not.toContain('steps.');
  });
});
