import { describe, expect, test } from 'vitest';
import type * as z from 'zod';
import { ACTION_IDS } from '../../../core/catalogue/action-ids.ts';
import {
  awsfisDocuments,
  catalogue,
  retiredActions,
  targetTypes,
} from '../../../core/catalogue/catalogue.ts';
import { KNOWN_ACTIONS } from '../../../core/documents/known-actions.ts';
import { actionShape, documentShape, retiredShape, targetShape } from './shapes.ts';

const problemsOf = (shape: z.ZodType, entry: unknown) =>
  (shape.safeParse(entry).error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);

const types = new Set<string>(targetTypes.map(({ resourceType }) => resourceType));

describe.each(catalogue.map((action) => [action.id, action] as const))('%s', (id, action) => {
  test('has everything that an action has to say, in the form it has to have', () => {
    expect(problemsOf(actionShape, action)).toEqual([]);
  });

  test('is of the service in its id, and hits what is known', () => {
    expect(id.split(':')[1]).toBe(action.service);
    expect(action.targets.filter(({ resourceType }) => !types.has(resourceType))).toEqual([]);
  });

  test('names each parameter once', () => {
    const names = action.parameters.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });
});

test.each(targetTypes.map((type) => [type.resourceType, type] as const))(
  'the target %s is complete, and some action hits it',
  (resourceType, type) => {
    expect(problemsOf(targetShape, type)).toEqual([]);
    const hit = catalogue.some(({ targets }) =>
      targets.some((target) => target.resourceType === resourceType),
    );
    expect(hit).toBe(true);
  },
);

test.each(awsfisDocuments.map((document) => [document.name, document] as const))(
  'the document %s is complete, and its ARN is its own',
  (name, document) => {
    expect(problemsOf(documentShape, document)).toEqual([]);
    expect(document.arnPattern.endsWith(`/${name}`)).toBe(true);
    // One that lasts has to be told for how long.
    const lasts = document.parameters.some((parameter) => parameter.name === 'DurationSeconds');
    expect(lasts).toBe(document.revertClass === 'self-reverting');
  },
);

test.each(retiredActions.map((retired) => [retired.id, retired] as const))(
  '%s is gone, and what takes its place is not',
  (id, retired) => {
    expect(problemsOf(retiredShape, retired)).toEqual([]);
    expect(KNOWN_ACTIONS.has(id)).toBe(false);
    expect(ACTION_IDS).toContain(retired.use);
  },
);

test('every action is there once, and documents may name it', () => {
  const ids = catalogue.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
  expect(ids).toEqual([...ACTION_IDS]);
  expect(ids.filter((id) => !KNOWN_ACTIONS.has(id))).toEqual([]);
});

describe('the shapes refuse', () => {
  const [action] = catalogue;
  test.each([
    ['a permission that is none', { permissions: ['ec2'] }, 'permissions.0'],
    ['an action without a source', { sources: [] }, 'sources'],
    ['a field that nobody reads', { revertedBy: 'FIS' }, ''],
    [
      'a range upside down',
      { parameters: [{ name: 'p', kind: 'integer', required: true, min: 2, max: 1 }] },
      'parameters.0',
    ],
    [
      'a default outside its range',
      { parameters: [{ name: 'p', kind: 'integer', required: false, min: 1, max: 2, default: '3' }] },
      'parameters.0',
    ],
    [
      'a range of words',
      { parameters: [{ name: 'p', kind: 'string', required: true, min: 2 }] },
      'parameters.0',
    ],
    ['an enum of nothing', { parameters: [{ name: 'p', kind: 'enum', required: true }] }, 'parameters.0'],
  ])('%s', (_, change, path) => {
    expect(problemsOf(actionShape, { ...action, ...change }).map((text) => text.split(':')[0])).toEqual([
      path,
    ]);
  });
});
