import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { describe, expect, test } from 'vitest';
import { recordOf } from '../../contracts/record-of.ts';
import { inMemory, newLine } from './services/line.ts';
import { parameterStore } from './services/parameters.ts';
import { driverOn, faultOn, taggingOf } from './services/service.ts';

const name = '/p';
const arn = `arn:aws:ssm:eu-west-1:111122223333:parameter${name}`;

/** A flag that is injected, and somebody else who writes the parameter before one of the calls of its undo. */
const undoneWith = async (other: string, beforeCall: number) => {
  const line = newLine();
  const store = parameterStore(line, [[name, 'none']]);
  const driver = driverOn('ssm/flag', { ssm: async () => store.ssm, ...taggingOf(line) });
  const fault = faultOn('ssm/flag', 'aws:ssm:parameter', [arn], { fault: '{"x":1}', cacheMs: '0' });
  const record = await recordOf(driver, fault, Date.now());
  await driver.inject(record);
  let calls = 0;
  line.turn = async () => {
    calls += 1;
    if (calls === beforeCall) store.write(name, other);
  };
  return { outcome: await driver.undo(record), value: store.valueOf(name) };
};

describe('an undo of a flag reads it, reads it once more, and writes it', () => {
  test.each([
    { before: 'the first read', call: 1 },
    { before: 'the second read', call: 2 },
  ])('what somebody else writes before $before stays', async ({ call }) => {
    expect(await undoneWith('of somebody else', call)).toMatchObject({
      outcome: { outcome: 'drifted' },
      value: 'of somebody else',
    });
  });

  test('what somebody else writes between that and the write is overwritten, and said', async () => {
    expect(await undoneWith('of somebody else', 3)).toMatchObject({
      outcome: {
        outcome: 'drifted',
        seen: expect.stringContaining('version 3 of /p, written by somebody else'),
      },
      value: 'none',
    });
  });

  test.each([1, 2, 3])('who puts it back at the same moment (%d) is no somebody else', async (call) => {
    const { outcome, value } = await undoneWith('none', call);

    expect(outcome.outcome).not.toBe('drifted');
    expect(value).toBe('none');
  });
});

test('however many functions read a flag, and whatever the order, it is written once and put back once', async () => {
  const line = newLine();
  const store = parameterStore(line, [[name, 'none']]);
  const cloudWatch = inMemory(CloudWatchClient, line, {});
  const driver = driverOn('middy/chaos', {
    ssm: async () => store.ssm,
    cloudWatch: async () => cloudWatch,
    ...taggingOf(line),
  });
  const arns = [1, 2, 3, 4, 5, 6].map((n) => `arn:aws:lambda:eu-west-1:111122223333:function:f${n}`);
  const parameters = { parameter: name, fault: '{"exception":"x"}' };
  const record = await recordOf(
    driver,
    faultOn('middy/chaos', 'aws:lambda:function', arns, parameters),
    Date.now(),
  );

  await driver.inject(record);
  expect(line.writes).toBe(1);
  expect(JSON.parse(store.valueOf(name) ?? '')).toMatchObject({
    cacheMs: 30_000,
    functions: ['f1', 'f2', 'f3', 'f4', 'f5', 'f6'],
  });
  await driver.undo(record);

  expect(line.writes).toBe(2);
  expect(store.valueOf(name)).toBe('none');
});
