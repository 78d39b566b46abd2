import { describe, expect, test } from 'vitest';
import * as errors from '../../core/errors.ts';

const { FiredrillError, WrongAsAsked, NotJustNow, isFiredrillError, ...leaves } = errors;

const wrongAsAsked = [
  errors.RunRefused,
  errors.RunStopped,
  errors.NotSteady,
  errors.InjectionRefused,
  errors.Fenced,
  errors.DocumentInvalid,
  errors.NotFound,
  errors.RequestRefused,
  errors.StoreUnreadable,
  errors.NeedsHuman,
];

const notJustNow = [errors.StillFaulted, errors.NotRestored, errors.ServiceUnavailable];

describe('failures', () => {
  test.each(Object.entries(leaves))('%s carries its name, message and cause', (name, Failure) => {
    const cause = new Error('below');
    const failure = new Failure('what happened', { cause });

    expect(failure).toMatchObject({ name, message: 'what happened', cause });
    expect(failure.stack).toMatch(`${name}: what happened`);
  });

  test.each(wrongAsAsked)('%o is never worth asking again', (Failure) => {
    expect(new Failure('no')).toBeInstanceOf(WrongAsAsked);
  });

  test.each(notJustNow)('%o is worth asking again', (Failure) => {
    expect(new Failure('later')).toBeInstanceOf(NotJustNow);
  });

  test('belong to one of two families', () => {
    expect(new Set(Object.values(leaves))).toEqual(new Set([...wrongAsAsked, ...notJustNow]));
    expect(WrongAsAsked.prototype).toBeInstanceOf(FiredrillError);
    expect(NotJustNow.prototype).toBeInstanceOf(FiredrillError);
  });

  test('keep the name on the prototype, so that it is not copied as data', () => {
    expect(Object.hasOwn(new errors.Fenced('no'), 'name')).toBe(false);
    expect(Object.hasOwn(errors.Fenced.prototype, 'name')).toBe(true);
  });

  test('are told from strangers', () => {
    expect(isFiredrillError(new errors.NotRestored('later'))).toBe(true);
    expect(isFiredrillError(new Error('later'))).toBe(false);
    expect(isFiredrillError('NotRestored')).toBe(false);
  });
});
