import { expect, test } from 'vitest';
import { previewTargets } from '../../../adapters/fis/preview.ts';
import { ServiceUnavailable, WrongAsAsked } from '../../../core/errors.ts';
import { instanceArn, stoppingRecord } from '../support/fis-record.ts';
import { fisDriverWorld, ownersAt, templateSettings } from '../support/fis-world.ts';

const world = async () => {
  const hit: string[] = [];
  const made = await fisDriverWorld(ownersAt('http://127.0.0.1:9'), {
    'aws:ec2:stop-instances': {
      parameters: [],
      begin: async (arns) => void hit.push(...arns),
      lastsMs: () => 600_000,
    },
  });
  const preview = (count: number) =>
    previewTargets({ ...made, settings: templateSettings }, stoppingRecord(count), {
      runId: 'run-1',
      token: 'run-1/0',
    });
  return { ...made, hit, preview };
};

test('a preview gives every target that FIS resolves, hits none, and leaves no template', async () => {
  const { server, hit, preview } = await world();

  expect(await preview(7)).toEqual(Array.from({ length: 7 }, (_, n) => instanceArn(n)));

  expect(hit).toEqual([]);
  expect(server.templates.size).toBe(0);
  const start = server.requests.find(({ method, path }) => method === 'POST' && path === '/experiments');
  expect(start?.body).toMatchObject({ experimentOptions: { actionsMode: 'skip-all' } });
});

test('a FIS that does not hear the option is stopped at once, and nobody is told that it was a preview', async () => {
  const { server, hit, preview } = await world();
  server.mood.deaf = true;

  await expect(preview(1)).rejects.toThrow(WrongAsAsked);

  expect([...server.experiments.values()][0]?.state.status).toBe('stopping');
  expect(server.templates.size).toBe(0);
  expect(hit).toEqual([]);
});

test.for([
  ['finds none', { empty: true }, WrongAsAsked],
  ['does not get on', { stuck: true }, ServiceUnavailable],
] as const)('a preview that %s fails, and leaves no template', async ([, mood, kind]) => {
  const { server, preview } = await world();
  Object.assign(server.mood, mood);

  await expect(preview(1)).rejects.toThrow(kind);

  expect(server.templates.size).toBe(0);
});

test('a preview that was left behind is found with its run', async () => {
  const { server, driver, preview } = await world();
  server.troubles.push({
    on: 'DELETE /experimentTemplates',
    times: 3,
    answer: { status: 503, type: 'ServiceUnavailable' },
  });
  await expect(preview(1)).rejects.toThrow(ServiceUnavailable);
  expect(await driver.residue('run-1')).toHaveLength(1);

  await driver.fence('run-1');

  expect(await driver.residue('run-1')).toEqual([]);
});
