import { expect, test } from 'vitest';
import { complete, missingLeaves } from '../../../../core/import/shared/completeness.ts';

const source = { a: { b: 1, 'c/d': [2, { e: null }] }, f: {}, g: [] };

test('every leaf that no note mentions is missing, empty maps and lists too', () => {
  expect(missingLeaves(source, [])).toEqual(['/a/b', '/a/c~1d/0', '/a/c~1d/1/e', '/f', '/g']);
});

test('a note speaks for everything below it', () => {
  const notes = [
    { what: 'carried' as const, from: '/a/c~1d', message: 'here' },
    { what: 'derived' as const, to: '/f', message: 'a place in the result says nothing of the source' },
  ];
  expect(missingLeaves(source, notes)).toEqual(['/a/b', '/f', '/g']);
});

test('what nobody understood is refused by name', () => {
  const notes = complete({ a: 1, b: 2 }, [{ what: 'carried', from: '/a', message: 'here' }]);
  expect(notes).toMatchObject([
    { what: 'carried', from: '/a' },
    { what: 'refused', from: '/b' },
  ]);
});
