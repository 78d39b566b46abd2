import { versionOf } from '../../../core/chain.ts';
import { parseDocument } from '../../../core/documents/parse-document.ts';
import type { Definition } from '../../../core/fronts.ts';
import type { Ports } from '../../../core/ports.ts';
import type { Plan } from '../../../core/run.ts';
import { apiApp } from '../../../functions/api/app.ts';
import type { ApiHost, Principal } from '../../../functions/api/host.ts';
import { sampleGameDay, sampleRun } from '../../contracts/samples.ts';
import { memoryDefinitions } from '../../support/memory/definitions.ts';
import { memoryExecutions } from '../../support/memory/executions.ts';
import { memoryIdempotencyKeys } from '../../support/memory/idempotency-keys.ts';
import { memorySchedules } from '../../support/memory/schedules.ts';
import { openShop } from '../../support/shop.ts';
import { expectDocumented } from './contract.ts';
import { writtenExperiment, writtenGameDay } from './documents.ts';

/** By the token that each of them bears. */
export const people: Readonly<Record<string, Principal>> = {
  'token-of-the-viewer': { name: 'vera', role: 'viewer' },
  'token-of-the-operator': { name: 'otto', role: 'operator' },
  'token-of-the-admin': { name: 'ada', role: 'admin' },
};

/** The plan that waits. */
export const waitingPlan: Plan = {
  experiment: { name: 'one', version: '0123456789ab' },
  seed: 'seed',
  faults: [],
  observeMs: 0,
  hash: 'abcdef0123456789',
};

/** Sends a request; whatever comes back is as the OpenAPI document says, or the test fails. */
export type Ask = (path: string, init?: RequestInit & { readonly as?: string | null }) => Promise<Response>;

/** An API on stores in memory: one experiment and one game day deployed, and a run of each kind. */
export const anApi = async (more: Partial<ApiHost> = {}) => {
  const shop = openShop();
  const executions = memoryExecutions();
  const ports: Ports = {
    ...shop,
    executions,
    watchers: { start: async () => undefined },
    actor: 'firedrill/api',
    faults: [],
  };
  const fronts = {
    definitions: memoryDefinitions(),
    idempotencyKeys: memoryIdempotencyKeys(),
    schedules: memorySchedules(shop.clock),
  };
  const logged: unknown[] = [];
  const host: ApiHost = {
    ports,
    fronts,
    who: ({ headers }) => people[(headers.get('authorization') ?? '').replace(/^Bearer /, '')],
    log: (entry) => void logged.push(entry),
    ...more,
  };
  const definition = definitionOf(writtenExperiment());
  await ports.experiments.put(definition.document as never);
  await fronts.definitions.put(definition, undefined);
  await fronts.definitions.put(definitionOf(writtenGameDay()), undefined);
  const experiment = { name: 'one', version: definition.version };
  const run = { experiment, trigger: { kind: 'cli', actor: 'rita' } } as const;
  await ports.runs.create(sampleRun({ ...run, runId: 'run-open', state: 'observing' }));
  await ports.runs.create(
    sampleRun({
      ...{ ...run, runId: 'run-waiting', state: 'awaiting-approval', createdAtMs: 2_000 },
      ...{ plan: waitingPlan, waiting: { state: 'approval', token: 'task-token-canary' } },
    }),
  );
  await ports.runs.create(
    sampleRun({
      ...{ experiment, trigger: run.trigger, runId: 'plan-ready', state: 'closed', onlyPlan: true },
      plan: { ...waitingPlan, experiment },
      ...{ refusal: { guard: 'plan-only', reason: 'only a plan was asked for' }, objections: [] },
    }),
  );
  await ports.gameDays.create(
    sampleGameDay({ gameDayId: 'day-waiting', waiting: { step: 1, token: 'task-token-canary' } }),
  );
  const app = apiApp(host);
  const ask: Ask = async (path, { as = 'token-of-the-admin', ...init } = {}) => {
    const headers = new Headers(init.headers);
    if (as !== null) headers.set('authorization', `Bearer ${as}`);
    const request = new Request(`http://api.test${path}`, { ...init, headers });
    const response = await app.fetch(request);
    await expectDocumented(request, response.clone());
    return response;
  };
  return {
    app,
    ask,
    clock: shop.clock,
    ports,
    fronts,
    host,
    logged,
    executions,
    version: definition.version,
  };
};

const definitionOf = (written: object): Definition => {
  const parsed = parseDocument(JSON.stringify(written), 'test');
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const { document } = parsed;
  const about = { updatedAtMs: 1_000, updatedBy: 'ada', written: written as Record<string, unknown> };
  return document.kind === 'Experiment'
    ? { ...about, kind: 'Experiment', document, version: versionOf(document) }
    : { ...about, kind: 'GameDay', document, experiments: [], version: '00112233aabb' };
};

/** A request with a JSON body. */
export const json = (
  method: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): RequestInit => ({
  method,
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json', ...headers },
});
