import { expect, test } from 'vitest';
import { tokenFence } from '../../../lab/keeper/token-fence.ts';

test('work is done once per operation and token', () => {
  const fence = tokenFence();
  let done = 0;
  const work = () => (done += 1);
  expect(fence.once('Stop', { clientToken: 'a' }, work)).toBe(1);
  expect(fence.once('Stop', { clientToken: 'a' }, work)).toBe(1);
  expect(fence.once('Terminate', { clientToken: 'a' }, work)).toBe(2);
  expect(fence.once('Stop', { clientToken: 'b' }, work)).toBe(3);
});

test('work that was refused may be tried again', () => {
  const fence = tokenFence();
  const refuse = () => {
    throw new Error('no');
  };
  expect(() => fence.once('Stop', { clientToken: 'a' }, refuse)).toThrow('no');
  expect(fence.once('Stop', { clientToken: 'a' }, () => 'done')).toBe('done');
});

test('a token cannot be used for another request', () => {
  const fence = tokenFence();
  const request = { clientToken: 'a', instanceIds: ['i-1'] };
  const other = { clientToken: 'a', instanceIds: ['i-2'] };
  fence.once('Stop', request, () => 'done');
  expect(() => fence.once('Stop', other, () => 'done')).toThrow(
    expect.objectContaining({ code: 'IdempotentParameterMismatch' }),
  );
});

test('what is revoked stays refused, also for calls that were answered before', () => {
  const fence = tokenFence();
  fence.once('Stop', { clientToken: 'run-1/0' }, () => 'done');
  fence.revoke('run-1/');
  for (const clientToken of ['run-1/0', 'run-1/1']) {
    expect(() => fence.once('Stop', { clientToken }, () => 'done')).toThrow(
      expect.objectContaining({ code: 'TokenRevoked' }),
    );
  }
  expect(fence.once('Stop', { clientToken: 'run-10/0' }, () => 'done')).toBe('done');
});
