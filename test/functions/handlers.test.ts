import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { DocumentInvalid } from '../../core/errors.ts';
import { anExperiment } from '../support/an-experiment.ts';
import { asideNames, functionNames, handlers } from '../support/machines.ts';
import { openWorld } from '../support/world.ts';

// The reconciler looks at everything that is open, whatever wakes it.
const withInput = functionNames.filter((name) => name !== 'reconcile');

describe.each(functionNames)('the function %s', (name) => {
  test('has a handler', () => {
    expect(handlers.get(name)).toBeTypeOf('function');
  });

  test('is at most 30 lines: one schema, one call', () => {
    const source = readFileSync(new URL(`../../functions/${name}/handler.ts`, import.meta.url), 'utf8');
    expect(source.split('\n').length).toBeLessThanOrEqual(31);
  });
});

test.each(withInput)(
  'the function %s refuses what is not its input, by a name that is never retried',
  async (name) => {
    const world = await openWorld({ warmUpMs: 0 });
    for (const event of [undefined, null, 'r', {}, { runId: '' }, { runId: 7, token: 't' }])
      await expect(world.main.invoke(name, event)).rejects.toBeInstanceOf(DocumentInvalid);
    expect(await world.runs.list(1)).toEqual([]);
  },
);

test('every folder of functions is a function', () => {
  const folders = readdirSync(new URL('../../functions', import.meta.url));
  expect(folders.filter((name) => !name.startsWith('_')).sort()).toEqual(
    [...functionNames, ...asideNames].sort(),
  );
});

test('a named failure leaves a function with its name, which is what the state machine knows it by', async () => {
  const world = await openWorld({ warmUpMs: 0 });
  await expect(world.main.invoke('plan-run', { runId: 'nowhere' })).rejects.toMatchObject({
    name: 'NotFound',
    message: 'There is no run nowhere',
  });
});

test('an alarm that no run watches changes nothing', async () => {
  const world = await openWorld({ warmUpMs: 0 });
  await world.deliver({ alarm: 'others', state: 'ALARM', reason: 'so', atMs: world.clock.now() });
  expect(world.failures).toEqual([]);
});

test('a reading for a run that is over, or that never was, is not wanted', async () => {
  const world = await openWorld({ warmUpMs: 0 });
  const reading = { probe: 'shop', atMs: world.clock.now(), ok: true, value: 20, detail: 'HTTP 200' };
  expect(await world.main.invoke('on-reading', { runId: 'nowhere', reading, statuses: [] })).toBe(false);
  const runId = await world.start(anExperiment());
  await world.concluded(runId);
  expect(await world.main.invoke('on-reading', { runId, reading, statuses: [] })).toBe(false);
  expect((await world.kinds(runId)).at(-1)).not.toBe('reading');
});

test('a watcher ends with its run, and asks at its pace', async () => {
  let asked = 0;
  const world = await openWorld({
    around: ({ name, make }) => {
      if (name === 'http.ask') asked += 1;
      return make();
    },
  });
  const runId = await world.start(anExperiment());
  const { createdAtMs } = await world.concluded(runId);
  await world.clock.advance(2_000);
  const seconds = (world.clock.now() - createdAtMs) / 1_000;
  expect(asked).toBeGreaterThan(seconds - 5);
  expect(asked).toBeLessThanOrEqual(seconds);
  const before = asked;
  await world.clock.advance(60_000);
  expect(asked).toBe(before);
});
