import { afterAll, expect, test, vi } from 'vitest';
import { stringify } from 'yaml';
import { RunRefused, ServiceUnavailable } from '../../../core/errors.ts';
import { admission } from '../../../functions/api/admission.ts';
import { operations } from '../../../functions/api/operations.ts';
import { sampleGameDay, sampleRun } from '../../contracts/samples.ts';
import { anApi, json } from './an-api.ts';
import { seen } from './contract.ts';
import { writtenExperiment, writtenGameDay } from './documents.ts';
import { goodRequests } from './requests.ts';

afterAll(() => {
  // Every answer that an operation gives when it goes well has been held to the document.
  const promised = operations.flatMap(({ id, answers }) => Object.keys(answers).map((one) => `${id} ${one}`));
  expect(promised.filter((one) => !seen.has(one))).toEqual([]);
});

test.each(operations.map(({ id }) => id))('%s goes well', async (id) => {
  const { ask, version } = await anApi();
  const { path, init, status } = goodRequests(version)[id] ?? { path: '', status: 0 };

  expect((await ask(path, init)).status).toBe(status);
});

test('no answer has a task token in it', async () => {
  const { ask, version } = await anApi();

  for (const { path, init } of Object.values(goodRequests(version)))
    expect(await (await ask(path, init)).text()).not.toContain('canary');
});

const startWith = (key: string, body: object = { name: 'one' }) =>
  json('POST', body, { 'idempotency-key': key });

test('a start makes a run, says where it is, and is made once for a key', async () => {
  const { ask, executions, ports } = await anApi();

  const first = await ask('/v1/runs', startWith('a'));
  const again = await ask('/v1/runs', startWith('a'));

  const { id } = (await first.json()) as { id: string };
  expect(first.headers.get('location')).toBe(`/v1/runs/${id}`);
  expect(again.headers.get('location')).toBe(`/v1/runs/${id}`);
  expect(executions.started).toEqual([{ machine: 'experiment', name: id, input: { runId: id } }]);
  expect(await ports.runs.get(id)).toMatchObject({ trigger: { kind: 'api', actor: 'ada' } });
});

test('of ten starts at once with the same key one is made', async () => {
  const { ask, executions } = await anApi();

  const answers = await Promise.all(Array.from({ length: 10 }, () => ask('/v1/runs', startWith('a'))));

  expect(executions.started).toHaveLength(1);
  for (const { status } of answers) expect([202, 409]).toContain(status);
});

test('a key is of who uses it', async () => {
  const { ask, executions } = await anApi();

  await ask('/v1/runs', { ...startWith('a'), as: 'token-of-the-operator' });
  await ask('/v1/runs', { ...startWith('a'), as: 'token-of-the-admin' });

  expect(executions.started).toHaveLength(2);
});

test('a key that came with another body is refused', async () => {
  const { ask, executions } = await anApi();
  await ask('/v1/runs', startWith('a'));

  const response = await ask('/v1/runs', startWith('a', { name: 'one', seed: 'x' }));

  expect(response.status).toBe(422);
  expect(await response.json()).toMatchObject({ type: '/v1/problems/idempotency-key-reused' });
  expect(executions.started).toHaveLength(1);
});

test('a key that came with another body is refused, also when nothing of its name is deployed', async () => {
  const { ask } = await anApi();
  await ask('/v1/runs', startWith('a'));

  const response = await ask('/v1/runs', startWith('a', { name: 'unknown' }));

  expect(await response.json()).toMatchObject({ type: '/v1/problems/idempotency-key-reused' });
});

test('a start that is asked for again is the same run, also when its document was taken back since', async () => {
  const { ask, executions, version } = await anApi();
  const { id } = (await (await ask('/v1/runs', startWith('a'))).json()) as { id: string };
  const taken = await ask('/v1/experiments/one', {
    method: 'DELETE',
    headers: { 'if-match': `"${version}"` },
  });

  const again = await ask('/v1/runs', startWith('a'));

  expect(taken.status).toBe(204);
  expect(again.headers.get('location')).toBe(`/v1/runs/${id}`);
  expect(executions.started).toHaveLength(1);
});

test('a start of what is not deployed uses no key up', async () => {
  const { ask } = await anApi();
  expect((await ask('/v1/runs', startWith('a', { name: 'unknown' }))).status).toBe(404);

  expect((await ask('/v1/runs', startWith('a'))).status).toBe(202);
});

test('the same body in another order is the same body', async () => {
  const { ask, executions } = await anApi();
  await ask('/v1/runs', startWith('a', { name: 'one', seed: 'x' }));

  const again = await ask('/v1/runs', startWith('a', { seed: 'x', kind: 'Experiment', name: 'one' }));

  expect(again.status).toBe(202);
  expect(executions.started).toHaveLength(1);
});

test.each([
  ['missing', {}, '/v1/problems/idempotency-key-missing'],
  ['too long', { 'idempotency-key': 'x'.repeat(256) }, '/v1/problems/malformed-request'],
  ['with a blank', { 'idempotency-key': 'a b' }, '/v1/problems/malformed-request'],
])('a key that is %s starts nothing', async (_, headers, type) => {
  const { ask, executions } = await anApi();

  const response = await ask('/v1/runs', json('POST', { name: 'one' }, headers));

  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ type });
  expect(executions.started).toEqual([]);
});

test.each([
  ['/v1/runs?limit=0', 'limit: it is no whole number from 1 to 100'],
  ['/v1/runs?cursor=x', 'cursor: it is no cursor: pass on the `next` of the page before, as it is'],
  ['/v1/runs?page=2', 'page: there is no such parameter here'],
  ['/v1/runs/run-open/journal?limit=1', 'limit: there is no such parameter here'],
  ['/v1/levers/all', 'scope: it is none of `global`, `service:<owner>` and `experiment:<name>`'],
])('%s is answered in words, not in patterns', async (path, detail) => {
  const { ask } = await anApi();

  const response = await ask(path);

  expect(await response.json()).toMatchObject({ status: 400, detail });
});

test('a parameter that is not known is answered with those that are', async () => {
  const { ask } = await anApi();

  const response = await ask('/v1/runs?page=2');

  expect(await response.json()).toMatchObject({ errors: [{ fix: 'known are limit, cursor, kind' }] });
});

test('one problem of a document is one problem', async () => {
  const { ask } = await anApi();
  const document = { ...writtenExperiment(), owner: '' };

  const response = await ask('/v1/experiments/one', json('PUT', document));

  expect(await response.json()).toMatchObject({ detail: '1 problem was found' });
});

test('a field that is missing is said to be missing', async () => {
  const { ask } = await anApi();

  const response = await ask('/v1/runs/run-waiting/approve', json('POST', {}));

  expect(await response.json()).toMatchObject({
    errors: [{ pointer: '/planHash', detail: 'it is missing' }],
  });
});

test('a start that died on its way is in flight for a moment, and then done by whoever asks again', async () => {
  const api = await anApi();
  const { create } = api.ports.runs;
  const died = vi.spyOn(api.ports.runs, 'create').mockRejectedValueOnce(new ServiceUnavailable('died'));
  expect((await api.ask('/v1/runs', startWith('a'))).status).toBe(503);
  died.mockImplementation(create);

  const tooSoon = await api.ask('/v1/runs', startWith('a'));
  await api.clock.advance(11_000);
  const later = await api.ask('/v1/runs', startWith('a'));

  expect(tooSoon.status).toBe(409);
  expect(tooSoon.headers.get('retry-after')).toBe('1');
  expect(later.status).toBe(202);
  expect(api.executions.started).toHaveLength(1);
});

test('what is not deployed is not started, and takes no key', async () => {
  const { ask } = await anApi();

  expect((await ask('/v1/runs', startWith('a', { name: 'none' }))).status).toBe(404);
  expect((await ask('/v1/runs', startWith('a'))).status).toBe(202);
});

test('a game day is started by its kind, and read where runs are', async () => {
  const { ask, executions } = await anApi();

  const response = await ask('/v1/runs', startWith('a', { kind: 'GameDay', name: 'autumn' }));

  expect(await response.json()).toMatchObject({ kind: 'GameDay', name: 'autumn', state: 'running' });
  expect(executions.started).toMatchObject([{ machine: 'gameday' }]);
});

test('pages follow each other, and none is shown twice', async () => {
  const { ask, ports } = await anApi();
  for (let n = 0; n < 45; n += 1)
    await ports.runs.create(sampleRun({ runId: `run-${n}`, createdAtMs: 10_000 + (n % 7) }));
  const ids: string[] = [];
  let cursor = '';
  do {
    const response = await ask(`/v1/runs?limit=10${cursor && `&cursor=${cursor}`}`);
    const page = (await response.json()) as { items: { id: string }[]; next?: string };
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.next ?? '';
  } while (cursor);

  expect(ids).toHaveLength(47);
  expect(new Set(ids).size).toBe(47);
});

test.each(['limit=0', 'limit=101', 'limit=ten', 'limit=1&limit=2', 'cursor=x', 'kind=Run', 'cursor='])(
  '?%s is no way to ask for a page',
  async (query) => {
    const { ask } = await anApi();
    expect((await ask(`/v1/runs?${query}`)).status).toBe(400);
  },
);

test('a stop is a signal, names who and why, and is harmless when it comes again', async () => {
  const { ask, ports } = await anApi();

  const answers = [1, 2, 3].map(() =>
    ask('/v1/runs/run-open/stop', { ...json('POST', { reason: 'a sale' }), as: 'token-of-the-viewer' }),
  );

  expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([202, 202, 202]);
  expect(await ports.runs.get('run-open')).toMatchObject({
    state: 'reverting',
    epoch: 1,
    signal: { kind: 'person', actor: 'vera', reason: 'a sale' },
  });
});

test('a run that is over can be stopped, which does nothing', async () => {
  const { ask, ports } = await anApi();
  await ports.runs.update('run-open', {}, { state: 'closed' });

  expect((await ask('/v1/runs/run-open/stop', { method: 'POST' })).status).toBe(202);
  expect((await ports.runs.get('run-open'))?.signal).toBeUndefined();
});

test('a game day is stopped with the run it is in', async () => {
  const { ask, ports } = await anApi();
  const steps = [{ step: 0, runId: 'run-open', token: 't' }];
  await ports.gameDays.create(sampleGameDay({ gameDayId: 'day-2', steps }));

  expect((await ask('/v1/runs/day-2/stop', { method: 'POST' })).status).toBe(202);

  expect(await ports.gameDays.get('day-2')).toMatchObject({ stop: { by: 'ada' } });
  expect(await ports.runs.get('run-open')).toMatchObject({ state: 'reverting' });
});

const approve = (hash = 'abcdef0123456789') => json('POST', { planHash: hash });

test('an approval is written down, and answers whoever waits', async () => {
  const { ask, ports, executions } = await anApi();

  expect((await ask('/v1/runs/run-waiting/approve', approve())).status).toBe(202);

  expect(await ports.runs.get('run-waiting')).toMatchObject({
    approval: { answer: 'approved', by: 'ada', planHash: 'abcdef0123456789' },
  });
  expect(executions.answered).toEqual([{ token: 'task-token-canary', output: {} }]);
});

test('nobody approves what they have asked for, but they may deny it', async () => {
  const { ask, ports, executions } = await anApi();
  await ports.runs.create(
    sampleRun({
      ...(await ports.runs.get('run-waiting')),
      ...{ runId: 'run-own', trigger: { kind: 'api', actor: 'ada' } },
    }),
  );

  const response = await ask('/v1/runs/run-own/approve', approve());

  expect(response.status).toBe(403);
  expect(await response.json()).toMatchObject({ type: '/v1/problems/four-eyes' });
  expect(executions.answered).toEqual([]);
  expect((await ask('/v1/runs/run-own/deny', approve())).status).toBe(202);
  expect(await ports.runs.get('run-own')).toMatchObject({ refusal: { guard: 'approval' } });
});

test.each([
  ['another plan', 'run-waiting', 'ffffffff'],
  ['a run that waits for nothing', 'run-open', 'abcdef0123456789'],
  ['a game day', 'day-waiting', 'abcdef0123456789'],
])('%s is not approved', async (_, id, hash) => {
  const { ask, executions } = await anApi();

  expect((await ask(`/v1/runs/${id}/approve`, approve(hash))).status).toBe(409);
  expect(executions.answered).toEqual([]);
});

test('a gate opens for the step that waits, and for no other', async () => {
  const { ask, ports } = await anApi();

  expect((await ask('/v1/runs/day-waiting/go', json('POST', { step: 2 }))).status).toBe(409);
  expect((await ask('/v1/runs/run-open/go', json('POST', { step: 1 }))).status).toBe(409);
  expect((await ask('/v1/runs/day-waiting/go', json('POST', { step: 1 }))).status).toBe(202);

  expect(await ports.gameDays.get('day-waiting')).toMatchObject({ openedBefore: 1 });
});

test('a document is read back with its version, and not again while it is the same', async () => {
  const { ask, version } = await anApi();

  const read = await ask('/v1/experiments/one');
  const tag = read.headers.get('etag') ?? '';

  expect(tag).toBe(`"${version}"`);
  expect(await read.json()).toMatchObject({ name: 'one', written: writtenExperiment() });
  for (const known of [tag, `W/${tag}`, `"x", ${tag}`, '*'])
    expect((await ask('/v1/experiments/one', { headers: { 'if-none-match': known } })).status).toBe(304);
  expect((await ask('/v1/experiments/one', { headers: { 'if-none-match': '"x"' } })).status).toBe(200);
});

const changed = { ...writtenExperiment(), purpose: 'Another' };

test('a document is replaced only over the version that was read', async () => {
  const { ask, version, fronts } = await anApi();
  const put = (headers: Record<string, string>) => ask('/v1/experiments/one', json('PUT', changed, headers));

  expect((await put({})).status).toBe(428);
  expect((await put({ 'if-match': '"000000000000"' })).status).toBe(412);
  expect((await put({ 'if-match': `W/"${version}"` })).status).toBe(412);
  const replaced = await put({ 'if-match': `"${version}"` });
  expect(replaced.status).toBe(200);
  expect((await put({ 'if-match': `"${version}"` })).status).toBe(412);

  const now = await fronts.definitions.get({ kind: 'Experiment', name: 'one' });
  expect(now).toMatchObject({ updatedBy: 'ada', document: { purpose: 'Another' } });
  expect(replaced.headers.get('etag')).toBe(`"${now?.version}"`);
});

test('what is written over nothing has nothing to match', async () => {
  const { ask } = await anApi();
  const put = json('PUT', writtenExperiment('two'), { 'if-match': '*' });

  expect((await ask('/v1/experiments/two', put)).status).toBe(412);
});

test('of two who change a document at once one is told so', async () => {
  const { ask, version } = await anApi();
  const put = (purpose: string) =>
    ask('/v1/experiments/one', json('PUT', { ...changed, purpose }, { 'if-match': `"${version}"` }));

  const answers = await Promise.all([put('a'), put('b'), put('c')]);

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412, 412]);
});

test('a document may be YAML', async () => {
  const { ask } = await anApi();
  const body = stringify(writtenExperiment('two'));

  const response = await ask('/v1/experiments/two', {
    ...{ method: 'PUT', body, headers: { 'content-type': 'application/yaml' } },
  });

  expect(response.status).toBe(201);
  expect(await response.json()).toMatchObject({ written: writtenExperiment('two') });
});

test('every flaw of a document is pointed at, with what would be right', async () => {
  const { ask } = await anApi();
  const { recovery: _, ...flawed } = { ...writtenExperiment('two'), limits: { maxDuration: 'soon' } };

  const response = await ask('/v1/experiments/two', json('PUT', flawed));

  expect(response.status).toBe(422);
  const { errors } = (await response.json()) as { errors: { pointer: string; fix: string }[] };
  expect(errors.map(({ pointer }) => pointer)).toEqual(
    expect.arrayContaining(['/recovery', '/limits/maxDuration']),
  );
  for (const { fix } of errors) expect(fix).toBeTruthy();
});

test.each([
  ['another name', '/v1/experiments/three', writtenExperiment('two'), '/name'],
  ['another kind', '/v1/gamedays/two', writtenExperiment('two'), '/kind'],
  ['a step that is not there', '/v1/gamedays/two', writtenGameDay('two', 'none'), '/steps/0/experiment'],
])('a document of %s is not deployed', async (_, path, document, pointer) => {
  const { ask } = await anApi();

  const response = await ask(path, json('PUT', document));

  expect(response.status).toBe(422);
  expect(await response.json()).toMatchObject({ errors: [{ pointer }] });
});

test('a game day is read and replaced as an experiment is', async () => {
  const { ask } = await anApi();
  const tag = (await ask('/v1/gamedays/autumn')).headers.get('etag') ?? '';

  expect((await ask('/v1/gamedays/autumn', { headers: { 'if-none-match': tag } })).status).toBe(304);
  const put = json('PUT', writtenGameDay(), { 'if-match': tag });
  expect((await ask('/v1/gamedays/autumn', put)).status).toBe(200);
});

test('a game day keeps the versions of what its steps run', async () => {
  const { ask, version } = await anApi();
  await ask('/v1/gamedays/winter', json('PUT', writtenGameDay('winter')));
  await ask('/v1/experiments/one', json('PUT', changed, { 'if-match': '*' }));

  const day = await (await ask('/v1/gamedays/winter')).json();

  expect(day).toMatchObject({ experiments: [{ name: 'one', version }] });
});

test('what is taken back is gone, in the version that is meant', async () => {
  const { ask, version } = await anApi();
  const remove = (headers: Record<string, string>) =>
    ask('/v1/experiments/one', { method: 'DELETE', headers });

  expect((await remove({})).status).toBe(428);
  expect((await remove({ 'if-match': '"x"' })).status).toBe(412);
  expect((await remove({ 'if-match': `"${version}"` })).status).toBe(204);
  expect((await remove({ 'if-match': `"${version}"` })).status).toBe(404);
  expect((await ask('/v1/experiments/one')).status).toBe(404);
});

test('a lever is pulled by whoever sees, stops what runs, and says who and why', async () => {
  const { ask } = await anApi();
  const as = 'token-of-the-viewer';

  const pulled = await ask('/v1/levers/global', { ...json('PUT', { reason: 'an incident' }), as });

  expect(await pulled.json()).toMatchObject({
    ...{ scope: 'global', engaged: true, by: 'vera', reason: 'an incident' },
    stopping: ['run-open', 'run-waiting'],
  });
  expect(await (await ask('/v1/levers', { as })).json()).toMatchObject({ items: [{ scope: 'global' }] });
});

test('a lever is released by an admin, and that is written to the log', async () => {
  const { ask, logged } = await anApi();
  await ask('/v1/levers/service:shop', json('PUT', { reason: 'an incident' }));

  expect((await ask('/v1/levers/service:shop', { method: 'DELETE' })).status).toBe(204);

  expect(await (await ask('/v1/levers/service:shop')).json()).toEqual({
    scope: 'service:shop',
    engaged: false,
  });
  expect(logged).toEqual([{ event: 'lever-released', scope: 'service:shop', by: 'ada' }]);
});

test.each(['a\nline', 'a\u202eline', '\u0000', '\u001b[2J', 'x'.repeat(257), ''])(
  'a reason such as %j would spoil a terminal',
  async (reason) => {
    const { ask } = await anApi();
    expect((await ask('/v1/levers/global', json('PUT', { reason }))).status).toBe(422);
  },
);

test.each([
  ['does not answer', new ServiceUnavailable('throttled'), 503, 'unavailable'],
  ['says no', new RunRefused('the state forbids it'), 409, 'refused'],
  ['is broken', new TypeError('secret-of-the-inside'), 500, 'internal'],
])('where something it depends on %s, it says only what helps', async (_, failure, status, problem) => {
  const { ask, ports, logged } = await anApi();
  vi.spyOn(ports.runs, 'get').mockRejectedValue(failure);

  const response = await ask('/v1/runs/run-open/stop', { method: 'POST' });

  expect(response.status).toBe(status);
  expect(response.headers.get('retry-after')).toBe(status === 503 ? '2' : null);
  const text = await response.text();
  expect(text).not.toContain('secret-of-the-inside');
  expect(JSON.parse(text)).toMatchObject({ type: `/v1/problems/${problem}` });
  expect(JSON.stringify(logged)).toContain(failure.message);
});

test('whoever asks too often waits, and may still stop', async () => {
  const times = { nowMs: 0 };
  const { ask } = await anApi({ admit: admission(2, () => times.nowMs) });
  const answers: number[] = [];
  for (let n = 0; n < 5; n += 1) answers.push((await ask('/v1/runs')).status);

  expect(answers).toEqual([200, 200, 200, 200, 429]);
  expect((await ask('/v1/runs')).headers.get('retry-after')).toBe('1');
  expect((await ask('/v1/runs', { as: 'token-of-the-viewer' })).status).toBe(200);
  expect((await ask('/v1/runs/run-open/stop', { method: 'POST' })).status).toBe(202);
  times.nowMs = 1_000;
  expect((await ask('/v1/runs')).status).toBe(200);
});

test('a kind of problem has a page', async () => {
  const { ask } = await anApi();

  const response = await ask('/v1/problems/version-mismatch');

  expect(response.headers.get('content-type')).toContain('text/html');
  expect(await response.text()).toContain('Another version is in force');
  expect((await ask('/v1/problems/none')).status).toBe(400);
});
