import * as z from 'zod';
import type { Run } from '../../../core/run.ts';
import type { ApiHost } from '../host.ts';
import { operation } from '../operation.ts';
import { foundPlan } from '../plan.ts';
import { PlanResource, planResource } from '../resources/plan.ts';
import { documentName, runId } from '../resources/texts.ts';
import { plan } from '../start.ts';
import { idempotencyKey, seed } from './start-fields.ts';

const resourceOf = async ({ ports }: ApiHost, run: Run): Promise<z.input<typeof PlanResource>> =>
  planResource(run, (await ports.experiments.get(run.experiment))?.document);

/** POST /v1/plans */
const makePlan = operation({
  id: 'makePlan',
  method: 'post',
  path: '/v1/plans',
  tag: 'plans',
  summary:
    'Have an experiment planned: what would be hit, and whether anything stands against it. Nothing is touched',
  deed: 'plan',
  headers: [idempotencyKey],
  body: {
    types: ['application/json'],
    schema: z.strictObject({ experiment: documentName, seed: seed.optional() }),
  },
  answers: {
    202: {
      description: 'Accepted; the resource says how far it is.',
      schema: PlanResource,
      headers: { Location: 'The plan.', 'Retry-After': 'When to look again, in seconds.' },
    },
  },
  problems: [
    'idempotency-key-missing',
    'not-found',
    'in-flight',
    'idempotency-key-reused',
    'invalid',
    'too-large',
    'unsupported-media-type',
  ],
  handle: async ({ host, principal, body, header }) => {
    const { experiment, seed: wanted } = body;
    const asked = { experiment, ...(wanted !== undefined && { seed: wanted }) };
    const id = await plan(host, principal, asked, header('idempotency-key') ?? '');
    return {
      status: 202,
      body: await resourceOf(host, await foundPlan(host, id)),
      headers: { Location: `/v1/plans/${id}`, 'Retry-After': '1' },
    };
  },
});

/** GET /v1/plans/{id} */
const getPlan = operation({
  id: 'getPlan',
  method: 'get',
  path: '/v1/plans/{id}',
  tag: 'plans',
  summary: 'A plan as far as it is: what would be hit, and what stands against it',
  deed: 'read',
  pathSchema: z.strictObject({ id: runId }),
  answers: { 200: { description: 'It.', schema: PlanResource } },
  problems: ['not-found'],
  handle: async ({ host, path }) => ({
    status: 200,
    body: await resourceOf(host, await foundPlan(host, path.id)),
  }),
});

/** Everything about plans. */
export const planOperations = [makePlan, getPlan] as const;
