import { LambdaClient } from '@aws-sdk/client-lambda';
import { describe, expect, test } from 'vitest';
import { lambdaHand } from '../../../adapters/lambda-invoke/hand.ts';
import { lambdaWatchers } from '../../../adapters/lambda-invoke/watchers.ts';
import { ServiceUnavailable } from '../../../core/errors.ts';
import { failsAsCallsDo } from '../support/signals-failures.ts';
import { invoked } from '../support/signals-lambda.ts';

const clientOf = (settings: ConstructorParameters<typeof LambdaClient>[0]) =>
  new LambdaClient(settings ?? {});

describe('a watcher', () => {
  test('is started, and not waited for', async () => {
    const { settings, calls } = await invoked(() => ({ status: 202 }));
    await lambdaWatchers(clientOf(settings), 'watch-http').start('run-1');
    expect(calls).toEqual([{ name: 'watch-http', type: 'Event', payload: { runId: 'run-1' } }]);
  });

  test('that Lambda has not taken was not started', async () => {
    const { settings } = await invoked(() => ({ status: 200 }));
    await expect(lambdaWatchers(clientOf(settings), 'watch-http').start('run-1')).rejects.toThrow(
      /start a watcher of run run-1|answered 200/,
    );
  });
});

describe('what is handed to a function', () => {
  test.each([[true], [false], [{ more: 1 }]])('is answered by what it returns: %j', async (returned) => {
    const { settings, calls } = await invoked(() => ({ body: JSON.stringify(returned) }));
    expect(await lambdaHand(clientOf(settings), 'on-reading')({ runId: 'run-1' })).toEqual(returned);
    expect(calls).toEqual([{ name: 'on-reading', type: 'RequestResponse', payload: { runId: 'run-1' } }]);
  });

  test('is answered by nothing when it returns nothing', async () => {
    const { settings } = await invoked(() => ({ body: '' }));
    expect(await lambdaHand(clientOf(settings), 'on-reading')({})).toBeUndefined();
  });

  test.each([
    [
      '{"errorType":"NotFound","errorMessage":"There is no run"}',
      /failed \(Unhandled\): NotFound: There is no run/,
    ],
    ['not JSON', /failed \(Unhandled\): not JSON/],
  ])('is in doubt when the function throws: %s', async (body, said) => {
    const { settings } = await invoked(() => ({ body, error: 'Unhandled' }));
    const handing = lambdaHand(clientOf(settings), 'on-reading')({});
    await expect(handing).rejects.toThrow(ServiceUnavailable);
    await expect(handing).rejects.toThrow(said);
  });
});

failsAsCallsDo('Lambda', {
  start: (settings) => lambdaWatchers(clientOf(settings), 'watch-http').start('run-1'),
  hand: (settings) => lambdaHand(clientOf(settings), 'on-reading')({}),
});
