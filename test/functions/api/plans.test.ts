import { expect, test } from 'vitest';
import type { Definition } from '../../../core/fronts.ts';
import { apiApp } from '../../../functions/api/app.ts';
import { anExperiment, instanceArn } from '../../support/an-experiment.ts';
import { memoryDefinitions } from '../../support/memory/definitions.ts';
import { memoryIdempotencyKeys } from '../../support/memory/idempotency-keys.ts';
import { memorySchedules } from '../../support/memory/schedules.ts';
import { openWorld, type World } from '../../support/world.ts';
import { anApi, json, people } from './an-api.ts';
import { expectDocumented } from './contract.ts';

type Shown = {
  readonly id: string;
  readonly state: string;
  readonly plan: { readonly hash: string; readonly seed: string };
};

/** The API in a world where what it starts really runs. */
const inAWorld = async (fields: Parameters<typeof anExperiment>[0] = {}) => {
  const world = await openWorld();
  const fronts = {
    ...{ definitions: memoryDefinitions(), idempotencyKeys: memoryIdempotencyKeys() },
    schedules: memorySchedules(world.main.ports.clock),
  };
  const document = anExperiment(fields);
  const { version } = await world.main.ports.experiments.put(document);
  const definition: Definition = {
    ...{ kind: 'Experiment', document, version, updatedAtMs: 0, updatedBy: 'ada' },
  };
  await fronts.definitions.put(definition, undefined);
  const app = apiApp({
    ...{ ports: world.main.ports, fronts, log: () => undefined },
    who: () => people['token-of-the-operator'],
  });
  const ask = async (path: string, init?: RequestInit) => {
    const request = new Request(`http://api.test${path}`, init);
    const response = await app.fetch(request);
    await expectDocumented(request, response.clone());
    return response;
  };
  const planned = async (): Promise<Shown> => {
    const body = { experiment: document.name };
    const asked = await ask('/v1/plans', json('POST', body, { 'idempotency-key': 'p' }));
    expect(asked.status).toBe(202);
    const { id, state } = (await asked.json()) as Shown;
    expect(state).toBe('planning');
    expect(asked.headers.get('location')).toBe(`/v1/plans/${id}`);
    await world.concluded(id);
    return (await (await ask(`/v1/plans/${id}`)).json()) as Shown;
  };
  const startBy = (plan: { readonly id: string; readonly hash: string }, key = 'k', more: object = {}) =>
    ask('/v1/runs', json('POST', { name: document.name, plan, ...more }, { 'idempotency-key': key }));
  return { ...world, fronts, definition, ask, planned, startBy };
};

const ran = async ({ concluded }: Pick<World, 'concluded'>, response: Response) => {
  expect(response.status).toBe(202);
  return concluded(((await response.json()) as Shown).id);
};

test('a plan says what would be hit, where, what it costs and that nothing stands against it', async () => {
  const { planned, far, leases } = await inAWorld();

  const shown = await planned();

  expect(shown).toMatchObject({
    state: 'ready',
    refusals: [],
    plan: {
      hash: expect.stringMatching(/^[0-9a-f]{16}$/),
      durationMs: expect.any(Number),
      cost: { fis: expect.any(Number) },
      faults: [{ fleet: 3, share: 1 / 3, undo: expect.any(String), targets: [{ zone: expect.any(String) }] }],
    },
  });
  expect(far.injected).toEqual([]);
  expect(await leases.list()).toEqual([]);
});

test('a run by a plan hits what the plan says', async () => {
  const api = await inAWorld();
  const { id, plan } = await api.planned();

  const run = await ran(api, await api.startBy({ id, hash: plan.hash }));

  expect(run.conclusion.hypothesis).toBe('held');
  expect(run.plan?.hash).toBe(plan.hash);
  expect(run.seed).toBe(plan.seed);
});

test('a run by a plan is refused when it would hit anything else', async () => {
  const api = await inAWorld();
  const { id, plan } = await api.planned();
  const arns = (await api.look(id)).plan?.faults.flatMap(({ targets }) => targets.map(({ arn }) => arn));
  api.targets.terminate(arns?.[0] ?? instanceArn(1));

  const run = await ran(api, await api.startBy({ id, hash: plan.hash }));

  expect(run.refusal).toMatchObject({ guard: 'plan', reason: expect.stringContaining('was approved') });
  expect(api.far.injected).toEqual([]);
});

test('a plan approves nothing: a run by it still asks, where its document says so', async () => {
  const api = await inAWorld({ approval: { required: true, timeoutMs: 3_600_000 } });
  const { id, plan } = await api.planned();

  const started = (await (await api.startBy({ id, hash: plan.hash })).json()) as Shown;

  await api.until(started.id, 'awaiting-approval');
  expect(api.far.injected).toEqual([]);
});

test('what a run would be refused for is said, each reason', async () => {
  const api = await inAWorld();
  await api.levers.engage({ scope: 'global', by: 'ben', reason: 'a sale', atMs: 0 });

  expect(await api.planned()).toMatchObject({
    state: 'refused',
    refusals: [{ guard: 'lever', reason: expect.stringContaining('global') }],
    plan: { hash: expect.any(String) },
  });
});

test('a plan can be started for an hour, and what has been started by it stays started', async () => {
  const api = await inAWorld();
  const { id, plan } = await api.planned();
  const ref = { id, hash: plan.hash };
  const first = (await (await api.startBy(ref)).json()) as Shown;
  await api.clock.advance(3_600_000);

  const late = await api.startBy(ref, 'another-key');
  const again = await api.startBy(ref);

  expect(late.status).toBe(409);
  expect(await late.json()).toMatchObject({ type: '/v1/problems/plan-expired' });
  expect(await again.json()).toMatchObject({ id: first.id });
});

test('a plan of a document that has been changed since starts nothing', async () => {
  const api = await inAWorld();
  const { id, plan } = await api.planned();
  const before = api.definition.version;
  await api.fronts.definitions.put({ ...api.definition, version: 'ffffffffffff' }, before);

  const response = await api.startBy({ id, hash: plan.hash });

  expect(response.status).toBe(409);
  expect(await response.json()).toMatchObject({ type: '/v1/problems/other-plan' });
});

test.each([
  ['with another hash', { plan: { id: 'plan-ready', hash: 'ffffffff' } }, 409, 'other-plan'],
  ['that is none', { plan: { id: 'plan-none', hash: 'abcdef0123456789' } }, 404, 'not-found'],
  ['that is a run', { plan: { id: 'run-waiting', hash: 'abcdef0123456789' } }, 404, 'not-found'],
  [
    'with another seed',
    { seed: 'x', plan: { id: 'plan-ready', hash: 'abcdef0123456789' } },
    409,
    'other-plan',
  ],
  [
    'for a game day',
    { kind: 'GameDay', name: 'autumn', plan: { id: 'plan-ready', hash: 'abcdef0123456789' } },
    422,
    'invalid',
  ],
] as const)('a plan %s starts nothing, and takes no key', async (_, body, status, type) => {
  const { ask, executions } = await anApi();
  const start = (more: object) =>
    ask('/v1/runs', json('POST', { name: 'one', ...more }, { 'idempotency-key': 'a' }));

  const response = await start(body);

  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ type: `/v1/problems/${type}` });
  expect(executions.started).toEqual([]);
  expect((await start({})).status).toBe(202);
});

test('a plan is made once for a key, and is in no list of runs', async () => {
  const { ask, executions, ports } = await anApi();
  const asked = () =>
    ask('/v1/plans', json('POST', { experiment: 'one', seed: 's' }, { 'idempotency-key': 'a' }));

  const [first, again] = [await asked(), await asked()];

  const { id } = (await first.json()) as Shown;
  expect(again.headers.get('location')).toBe(`/v1/plans/${id}`);
  expect(new Set(executions.started.map(({ name }) => name))).toEqual(new Set([id]));
  expect(await ports.runs.get(id)).toMatchObject({ onlyPlan: true, seed: 's' });
  expect(await (await ask('/v1/runs')).text()).not.toContain(id);
});

test('a key for a plan is no key for a run', async () => {
  const { ask, executions } = await anApi();
  const headers = { 'idempotency-key': 'a' };

  await ask('/v1/plans', json('POST', { experiment: 'one' }, headers));
  await ask('/v1/runs', json('POST', { name: 'one' }, headers));

  expect(executions.started).toHaveLength(2);
});

test('what is not deployed is not planned', async () => {
  const { ask } = await anApi();
  const asked = json('POST', { experiment: 'none' }, { 'idempotency-key': 'a' });

  expect((await ask('/v1/plans', asked)).status).toBe(404);
});

test('a plan is no run to be looked at as one that waits', async () => {
  const { ask } = await anApi();

  expect((await ask('/v1/plans/run-open')).status).toBe(404);
  expect(await (await ask('/v1/runs/plan-ready')).json()).toMatchObject({ onlyPlan: true });
  const approval = json('POST', { planHash: 'abcdef0123456789' });
  expect((await ask('/v1/runs/plan-ready/approve', approval)).status).toBe(409);
});
