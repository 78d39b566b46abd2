import { json } from './an-api.ts';
import { writtenExperiment, writtenGameDay } from './documents.ts';

/** A request that goes well, for each operation. */
export type GoodRequest = {
  readonly path: string;
  readonly init?: RequestInit;
  readonly status: number;
};

/** By the id of the operation; on an API as `anApi` makes it. */
export const goodRequests = (version: string): Readonly<Record<string, GoodRequest>> => ({
  makePlan: {
    path: '/v1/plans',
    init: json('POST', { experiment: 'one' }, { 'idempotency-key': 'a-key' }),
    status: 202,
  },
  getPlan: { path: '/v1/plans/plan-ready', status: 200 },
  listRuns: { path: '/v1/runs', status: 200 },
  startRun: {
    path: '/v1/runs',
    init: json('POST', { name: 'one' }, { 'idempotency-key': 'a-key' }),
    status: 202,
  },
  getRun: { path: '/v1/runs/run-open', status: 200 },
  getJournal: { path: '/v1/runs/run-open/journal', status: 200 },
  stopRun: { path: '/v1/runs/run-open/stop', init: json('POST', { reason: 'a sale' }), status: 202 },
  approveRun: {
    path: '/v1/runs/run-waiting/approve',
    init: json('POST', { planHash: 'abcdef0123456789' }),
    status: 202,
  },
  denyRun: {
    path: '/v1/runs/run-waiting/deny',
    init: json('POST', { planHash: 'abcdef0123456789' }),
    status: 202,
  },
  openGate: { path: '/v1/runs/day-waiting/go', init: json('POST', { step: 1 }), status: 202 },
  listExperiments: { path: '/v1/experiments', status: 200 },
  getExperiment: { path: '/v1/experiments/one', status: 200 },
  putExperiment: {
    path: '/v1/experiments/two',
    init: json('PUT', writtenExperiment('two')),
    status: 201,
  },
  deleteExperiment: {
    path: '/v1/experiments/one',
    init: { method: 'DELETE', headers: { 'if-match': `"${version}"` } },
    status: 204,
  },
  listGameDays: { path: '/v1/gamedays', status: 200 },
  getGameDay: { path: '/v1/gamedays/autumn', status: 200 },
  putGameDay: {
    path: '/v1/gamedays/winter',
    init: json('PUT', writtenGameDay('winter')),
    status: 201,
  },
  deleteGameDay: {
    path: '/v1/gamedays/autumn',
    init: { method: 'DELETE', headers: { 'if-match': '*' } },
    status: 204,
  },
  listLevers: { path: '/v1/levers', status: 200 },
  getLever: { path: '/v1/levers/service:shop', status: 200 },
  pullLever: { path: '/v1/levers/global', init: json('PUT', { reason: 'an incident' }), status: 200 },
  releaseLever: { path: '/v1/levers/global', init: { method: 'DELETE' }, status: 204 },
  getOpenApi: { path: '/v1/openapi.json', status: 200 },
  getProblem: { path: '/v1/problems/not-found', status: 200 },
});
