import { describe, expect, test } from 'vitest';
import * as errors from '../../core/errors.ts';

const wrongAsAsked = [
  'RunRefused',
  'RunStopped',
  'NotSteady',
  'InjectionRefused',
  'Fenced',
  'DocumentInvalid',
  'NotFound',
  'StoreUnreadable',
  'NeedsHuman',
] as const;

const notJustNow = ['StillFaulted', 'NotRestored', 'ServiceUnavailable'] as const;

describe('failures', () => {
  test.each([...wrongAsAsked, ...notJustNow])('%s carries its name, message and cause', (name) => {
    const cause = new Error('below');
    const failure = new errors[name]('what happened', { cause });

    expect(failure).toMatchObject({ name, message: 'what happened', cause });
    expect(failure.stack).toMatch(`${name}: what happened`);
  });

  test.each(wrongAsAsked)('%s is never worth asking again', (name) => {
    expect(new errors[name]('no')).toBeInstanceOf(errors.WrongAsAsked);
  });

  test.each(notJustNow)('%s is worth asking again', (name) => {
    expect(new errors[name]('later')).toBeInstanceOf(errors.NotJustNow);
  });

  test('belong to one of two families, each of them named', () => {
    const leaves = Object.keys(errors).filter(
      (name) => !['FiredrillError', 'WrongAsAsked', 'NotJustNow', 'isFiredrillError'].includes(name),
    );

    expect(leaves.sort()).toEqual([...wrongAsAsked, ...notJustNow].sort());
  });

  test('keep the name on the prototype, so that it is not copied as data', () => {
    expect(Object.hasOwn(new errors.Fenced('no'), 'name')).toBe(false);
    expect(Object.hasOwn(errors.Fenced.prototype, 'name')).toBe(true);
  });

  test('are told from strangers', () => {
    expect(errors.isFiredrillError(new errors.NotRestored('later'))).toBe(true);
    expect(errors.isFiredrillError(new Error('later'))).toBe(false);
    expect(errors.isFiredrillError('NotRestored')).toBe(false);
  });
});
