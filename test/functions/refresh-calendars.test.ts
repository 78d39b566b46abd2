import { expect, onTestFinished, test, vi } from 'vitest';
import { handler } from '../../functions/refresh-calendars/handler.ts';

test('a calendar that was not fetched is in the log, and is no failure: its copy grows old', async () => {
  const said = vi.spyOn(console, 'error').mockReturnValue(undefined);
  onTestFinished(() => said.mockRestore());
  await handler(async () => ['team: answered 500'])({});
  expect(said.mock.calls).toEqual([['A calendar was not fetched: team: answered 500']]);
});

test('what keeps every calendar from being fetched is a failure of the function', async () => {
  await expect(handler(() => Promise.reject(new Error('no parameter may be read')))({})).rejects.toThrow(
    'no parameter may be read',
  );
});
