import { expect, test } from 'vitest';
import { cachedSecrets } from '../../../adapters/secrets/cached.ts';

const counted = (answer: (call: number) => Promise<string>) => {
  let nowMs = 1_000_000;
  let calls = 0;
  const secrets = cachedSecrets({ read: async () => answer(++calls) }, { now: () => nowMs });
  return { read: () => secrets.read('ssm:/x'), wait: (ms: number) => (nowMs += ms), calls: () => calls };
};

test('a secret is read again after five minutes, and not before', async () => {
  const secret = counted(async (call) => `value ${call}`);
  expect(await secret.read()).toBe('value 1');
  secret.wait(299_999);
  expect(await secret.read()).toBe('value 1');
  secret.wait(1);
  expect(await secret.read()).toBe('value 2');
});

test('a clock that was set back keeps no secret for longer', async () => {
  const secret = counted(async (call) => `value ${call}`);
  await secret.read();
  secret.wait(-10_000);
  expect(await secret.read()).toBe('value 2');
});

test('all who ask at once share one call', async () => {
  const secret = counted(async (call) => `value ${call}`);
  expect(await Promise.all([secret.read(), secret.read(), secret.read()])).toEqual(
    Array.from({ length: 3 }, () => 'value 1'),
  );
  expect(secret.calls()).toBe(1);
});

test('a failure is not kept: all who asked for it hear it, and the next asks again', async () => {
  const secret = counted(async (call) => {
    if (call === 1) throw new Error('throttled');
    return `value ${call}`;
  });
  const both = await Promise.allSettled([secret.read(), secret.read()]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await secret.read()).toBe('value 2');
  expect(secret.calls()).toBe(2);
});

test('each reference has its own secret', async () => {
  const secrets = cachedSecrets({ read: async (reference) => `of ${reference}` }, { now: () => 0 });
  expect(await secrets.read('ssm:/a')).toBe('of ssm:/a');
  expect(await secrets.read('ssm:/b')).toBe('of ssm:/b');
});

test('it can be told to keep them for a shorter time, never for a longer one', async () => {
  let nowMs = 0;
  let calls = 0;
  const keptFor = (ms: number) =>
    cachedSecrets({ read: async () => `value ${++calls}` }, { now: () => nowMs }, ms);
  const [briefly, long] = [keptFor(10), keptFor(3_600_000)];
  await briefly.read('a');
  await long.read('a');
  nowMs = 10;
  expect(await briefly.read('a')).toBe('value 3');
  expect(await long.read('a')).toBe('value 2');
  nowMs = 300_000;
  expect(await long.read('a')).toBe('value 4');
});
