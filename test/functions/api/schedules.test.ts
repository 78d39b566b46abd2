import { describe, expect, test, vi } from 'vitest';
import { ServiceUnavailable } from '../../../core/errors.ts';
import { anApi, json } from './an-api.ts';
import { writtenExperiment, writtenGameDay } from './documents.ts';

const written = (hour: number) => ({ expression: `cron(0 ${hour} * * ? *)`, zone: 'UTC' });
const experiment = (hour?: number, purpose = 'Users notice nothing') => ({
  ...writtenExperiment('two'),
  purpose,
  ...(hour !== undefined && { schedule: written(hour) }),
});
const two = { kind: 'Experiment', name: 'two' } as const;

/** An API with the experiment two, which runs at ten. */
const scheduled = async () => {
  const api = await anApi();
  const put = (body: object, headers: Record<string, string> = { 'if-match': '*' }) =>
    api.ask('/v1/experiments/two', json('PUT', body, headers));
  const remove = (headers: Record<string, string> = { 'if-match': '*' }) =>
    api.ask('/v1/experiments/two', { method: 'DELETE', headers });
  expect((await put(experiment(10), {})).status).toBe(201);
  return { ...api.fronts, ask: api.ask, put, remove };
};

describe('with its document a schedule', () => {
  test('is made', async () => {
    const { schedules } = await scheduled();
    expect(await schedules.list()).toEqual([{ ...two, schedule: written(10) }]);
  });

  test('is made for a game day too, and goes with it', async () => {
    const { ask, schedules, remove } = await scheduled();
    await remove();
    const day = { ...writtenGameDay('winter'), schedule: written(9) };
    expect((await ask('/v1/gamedays/winter', json('PUT', day))).status).toBe(201);
    expect(await schedules.list()).toEqual([{ kind: 'GameDay', name: 'winter', schedule: written(9) }]);

    await ask('/v1/gamedays/winter', { method: 'DELETE', headers: { 'if-match': '*' } });
    expect(await schedules.list()).toEqual([]);
  });

  test('is changed, and removed where the document has none any more', async () => {
    const { put, schedules } = await scheduled();
    expect((await put(experiment(11))).status).toBe(200);
    expect((await schedules.get(two))?.schedule).toEqual(written(11));

    expect((await put(experiment())).status).toBe(200);
    expect(await schedules.list()).toEqual([]);
  });

  test('is taken back', async () => {
    const { remove, schedules } = await scheduled();
    expect((await remove()).status).toBe(204);
    expect(await schedules.list()).toEqual([]);
  });

  test('stays paused', async () => {
    const { put, schedules } = await scheduled();
    await schedules.pause(two, 'ana', 1_000);
    await put(experiment(11));
    expect(await schedules.get(two)).toEqual({
      ...two,
      schedule: written(11),
      paused: { by: 'ana', atMs: 1_000 },
    });
  });

  test('is left alone by what is refused', async () => {
    const { put, remove, ask, schedules } = await scheduled();
    const other = { 'if-match': '"000000000000"' };
    expect((await put(experiment(11), other)).status).toBe(412);
    expect((await put(experiment(), other)).status).toBe(412);
    expect((await put(experiment(11), {})).status).toBe(428);
    expect((await put({ ...experiment(11), schedule: { expression: 'daily', zone: 'UTC' } })).status).toBe(
      422,
    );
    expect((await remove(other)).status).toBe(412);
    const as = 'token-of-the-operator';
    const headers = { 'if-match': '*' };
    expect((await ask('/v1/experiments/two', { method: 'DELETE', headers, as })).status).toBe(403);
    expect(await schedules.list()).toEqual([{ ...two, schedule: written(10) }]);
  });

  test('is that of the one document in force, where several deploy at once', async () => {
    const { ask, put, schedules, definitions } = await scheduled();
    const tag = (await ask('/v1/experiments/two')).headers.get('etag') ?? '';
    const answers = await Promise.all([7, 8, 9].map((hour) => put(experiment(hour), { 'if-match': tag })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412]);
    expect((await schedules.get(two))?.schedule).toEqual((await definitions.get(two))?.document.schedule);
  });
});

describe('where the schedules do not answer', () => {
  test('a document that was changed is put once more over its new version, and has its schedule', async () => {
    const { ask, put, schedules } = await scheduled();
    vi.spyOn(schedules, 'put').mockRejectedValueOnce(new ServiceUnavailable('throttled'));
    expect((await put(experiment(11))).status).toBe(503);
    expect((await schedules.get(two))?.schedule).toEqual(written(10));

    const tag = (await ask('/v1/experiments/two')).headers.get('etag') ?? '';
    expect((await put(experiment(11), { 'if-match': tag })).status).toBe(200);
    expect((await schedules.get(two))?.schedule).toEqual(written(11));
  });

  test('a document that was taken back loses its schedule when it is taken back again', async () => {
    const { remove, schedules } = await scheduled();
    vi.spyOn(schedules, 'remove').mockRejectedValueOnce(new ServiceUnavailable('throttled'));
    expect((await remove()).status).toBe(503);
    expect(await schedules.list()).toHaveLength(1);

    expect((await remove()).status).toBe(404);
    expect(await schedules.list()).toEqual([]);
  });
});
