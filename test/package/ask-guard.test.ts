import type { LambdaClient } from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import { askGuard } from '../../scripts/package/ask-guard.ts';

const answering = (answer: () => Promise<object>) => ({ send: answer }) as Pick<LambdaClient, 'send'>;
const saying = (said: unknown, FunctionError?: string) =>
  answering(async () => ({ FunctionError, Payload: { transformToString: () => JSON.stringify(said) } }));
const failing = (name: string) =>
  answering(() => Promise.reject(Object.assign(new Error('that is all'), { name })));

test('a removal goes on when the guard has nothing against it', async () => {
  await expect(askGuard(saying({}), 'dev')).resolves.toBeUndefined();
});

test('a removal of what is not there goes on', async () => {
  await expect(askGuard(failing('ResourceNotFoundException'), 'dev')).resolves.toBeUndefined();
});

test.each([
  ['says no', saying({ no: 'Open: run-1.' }), 'Open: run-1.'],
  ['fails', saying({ errorMessage: 'out of memory' }, 'Unhandled'), 'out of memory'],
  ['may not be asked', failing('AccessDeniedException'), 'that is all'],
])('nothing is removed when the guard %s', async (_, lambda, why) => {
  await expect(askGuard(lambda, 'dev')).rejects.toThrow(why);
});
