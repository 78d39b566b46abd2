import * as z from 'zod';
import { openGate, stopGameDay } from '../../../core/gameday/gate.ts';
import type { PlaceInTime } from '../../../core/ports.ts';
import { decideApproval } from '../../../core/protocol/approval.ts';
import { signalRun } from '../../../core/protocol/signal.ts';
import type { GameDayRun, Run } from '../../../core/run.ts';
import type { ApiHost, Principal } from '../host.ts';
import { type Answer, operation } from '../operation.ts';
import { RequestProblem } from '../problems.ts';
import { JournalResource, journalResource } from '../resources/journal.ts';
import { experimentRun, gameDayExecution, RunPage, RunResource } from '../resources/run.ts';
import { documentName, planHash, reason, runId } from '../resources/texts.ts';
import { start } from '../start.ts';
import { idempotencyKey, seed } from './start-fields.ts';

const one = z.strictObject({ id: runId });

const cursor = z
  .string()
  .regex(
    /^[0-9]{1,15}\.[A-Za-z0-9_-]{1,128}$/,
    'it is no cursor: pass on the `next` of the page before, as it is',
  )
  .meta({ description: 'The `next` of the page before, as it is.' });

const limit = z
  .string()
  .regex(/^(100|[1-9][0-9]?)$/, 'it is no whole number from 1 to 100')
  .transform(Number)
  .meta({ openapi: { type: 'integer', minimum: 1, maximum: 100, default: 20 } });

const kind = z.enum(['Experiment', 'GameDay']).meta({ default: 'Experiment' });

const accepted = {
  description: 'Accepted; the resource says how it goes on.',
  schema: RunResource,
  headers: { Location: 'The run.', 'Retry-After': 'When to look again, in seconds.' },
} as const;

/** GET /v1/runs */
const listRuns = operation({
  id: 'listRuns',
  method: 'get',
  path: '/v1/runs',
  tag: 'runs',
  summary: 'Runs, newest first',
  deed: 'read',
  querySchema: z.strictObject({
    limit: limit.optional(),
    cursor: cursor.optional(),
    kind: kind.optional(),
  }),
  answers: { 200: { description: 'A page.', schema: RunPage } },
  problems: [],
  handle: async ({ host: { ports }, query }) => {
    const most = query.limit ?? 20;
    const place = query.cursor === undefined ? undefined : placeOf(query.cursor);
    const days = query.kind === 'GameDay';
    // One more than is shown tells whether there is another page.
    const found: readonly (Run | GameDayRun)[] = days
      ? await ports.gameDays.list(most + 1, place)
      : await ports.runs.list(most + 1, place);
    const shown = found.slice(0, most);
    const last = shown.at(-1);
    const next = found.length > most && last ? { next: cursorOf(last) } : {};
    return { status: 200, body: { items: shown.map(resourceOf), ...next } };
  },
});

const placeOf = (text: string): PlaceInTime => {
  const dot = text.indexOf('.');
  return { createdAtMs: Number(text.slice(0, dot)), id: text.slice(dot + 1) };
};

const idOf = (one: Run | GameDayRun): string => ('runId' in one ? one.runId : one.gameDayId);

const cursorOf = (one: Run | GameDayRun): string => `${Math.round(one.createdAtMs)}.${idOf(one)}`;

const resourceOf = (one: Run | GameDayRun): z.input<typeof RunResource> =>
  'runId' in one ? experimentRun(one) : gameDayExecution(one);

/** POST /v1/runs */
const startRun = operation({
  id: 'startRun',
  method: 'post',
  path: '/v1/runs',
  tag: 'runs',
  summary: 'Run what is deployed under a name',
  deed: 'start',
  headers: [idempotencyKey],
  body: {
    types: ['application/json'],
    schema: z.strictObject({
      kind: kind.optional(),
      name: documentName,
      seed: seed.optional(),
      plan: z
        .strictObject({ id: runId, hash: planHash })
        .optional()
        .describe(
          'Of an experiment: the plan that was looked at. A run that would do anything else is refused.',
        ),
    }),
  },
  answers: { 202: accepted },
  problems: [
    'idempotency-key-missing',
    'not-found',
    'in-flight',
    'other-plan',
    'plan-expired',
    'idempotency-key-reused',
    'invalid',
    'too-large',
    'unsupported-media-type',
  ],
  handle: async (asked) => {
    const { host, principal, body } = asked;
    const key = asked.header('idempotency-key') ?? '';
    const { kind: of = 'Experiment', name, seed: wanted, plan } = body;
    const more = { ...(wanted !== undefined && { seed: wanted }), ...(plan && { plan }) };
    const id = await start(host, principal, { kind: of, name, ...more }, key);
    return acceptedAs(await found(host, id));
  },
});

/** GET /v1/runs/{id} */
const getRun = operation({
  id: 'getRun',
  method: 'get',
  path: '/v1/runs/{id}',
  tag: 'runs',
  summary: 'A run or a game day as it stands',
  deed: 'read',
  pathSchema: one,
  answers: { 200: { description: 'It.', schema: RunResource } },
  problems: ['not-found'],
  handle: async ({ host, path }) => ({ status: 200, body: resourceOf(await found(host, path.id)) }),
});

/** GET /v1/runs/{id}/journal */
const getJournal = operation({
  id: 'getJournal',
  method: 'get',
  path: '/v1/runs/{id}/journal',
  tag: 'runs',
  summary: 'What happened, record by record',
  deed: 'read',
  pathSchema: one,
  answers: { 200: { description: 'The journal.', schema: JournalResource } },
  problems: ['not-found'],
  handle: async ({ host, path }) => {
    await found(host, path.id);
    return { status: 200, body: journalResource(await host.ports.journal.read(path.id)) };
  },
});

/** POST /v1/runs/{id}/stop */
const stopRun = operation({
  id: 'stopRun',
  method: 'post',
  path: '/v1/runs/{id}/stop',
  tag: 'runs',
  summary: 'Stop it and have everything put back; asking twice is harmless',
  deed: 'stop',
  pathSchema: one,
  body: {
    types: ['application/json'],
    optional: true,
    schema: z.strictObject({ reason: reason.optional() }),
  },
  answers: { 202: accepted },
  problems: ['not-found', 'invalid', 'too-large', 'unsupported-media-type'],
  handle: async ({ host, principal, path, body }) => {
    const run = await found(host, path.id);
    await stop(host, principal, run, body.reason ?? 'stopped through the API');
    return acceptedAs(await found(host, path.id));
  },
});

// Whatever is under way at the far end is fenced by what reverts: this function has nothing to fence with.
const stop = async ({ ports }: ApiHost, { name: by }: Principal, one: Run | GameDayRun, why: string) => {
  if (!('runId' in one)) {
    if (one.state !== 'closed') await stopGameDay(ports, one.gameDayId, by, why);
    return;
  }
  const signal = { kind: 'person', atMs: ports.clock.now(), actor: by, reason: why } as const;
  await signalRun(ports, one.runId, signal);
};

const decision = z.strictObject({ planHash });

const answerWith = (verb: 'approve' | 'deny', summary: string) =>
  operation({
    id: `${verb}Run`,
    method: 'post',
    path: `/v1/runs/{id}/${verb}`,
    tag: 'runs',
    summary,
    deed: 'approve',
    pathSchema: one,
    body: { types: ['application/json'], schema: decision },
    answers: { 202: accepted },
    problems: [
      'four-eyes',
      'not-found',
      'not-waiting',
      'other-plan',
      'invalid',
      'too-large',
      'unsupported-media-type',
    ],
    handle: async ({ host, principal, path, body }) => {
      const run = await found(host, path.id);
      mustWaitFor(run, body.planHash);
      // Whoever asked may take it back, but not wave it through.
      if (verb === 'approve' && run.trigger.actor === principal.name)
        throw new RequestProblem('four-eyes', `${principal.name} has asked for this run`);
      const answer = verb === 'approve' ? 'approved' : 'denied';
      await decideApproval(host.ports, path.id, answer, principal.name);
      return acceptedAs(await found(host, path.id));
    },
  });

const mustWaitFor = (run: Run | GameDayRun, hash: string): void => {
  if (!('runId' in run) || run.state !== 'awaiting-approval' || run.plan === undefined)
    throw new RequestProblem('not-waiting', `${idOf(run)} waits for no approval; it is ${run.state}`);
  if (run.plan.hash !== hash)
    throw new RequestProblem('other-plan', `The plan of ${run.runId} has the hash ${run.plan.hash}`);
};

/** POST /v1/runs/{id}/go */
const go = operation({
  id: 'openGate',
  method: 'post',
  path: '/v1/runs/{id}/go',
  tag: 'runs',
  summary: 'Open the gate that a game day waits at',
  deed: 'approve',
  pathSchema: one,
  body: {
    types: ['application/json'],
    schema: z.strictObject({ step: z.int().min(0).max(19).describe('The step that may begin.') }),
  },
  answers: { 202: accepted },
  problems: ['not-found', 'not-waiting', 'invalid', 'too-large', 'unsupported-media-type'],
  handle: async ({ host, principal, path, body }) => {
    const day = await found(host, path.id);
    if ('runId' in day || day.state === 'closed' || day.waiting?.step !== body.step)
      throw new RequestProblem('not-waiting', `${path.id} does not wait before step ${body.step}`);
    await openGate(host.ports, path.id, principal.name);
    return acceptedAs(await found(host, path.id));
  },
});

const found = async ({ ports }: ApiHost, id: string): Promise<Run | GameDayRun> => {
  const one = (await ports.runs.get(id)) ?? (await ports.gameDays.get(id));
  if (one === undefined) throw new RequestProblem('not-found', `There is no run ${id}`);
  return one;
};

const acceptedAs = (one: Run | GameDayRun): Answer => ({
  status: 202,
  body: resourceOf(one),
  headers: { Location: `/v1/runs/${idOf(one)}`, 'Retry-After': '1' },
});

/** Everything about runs. */
export const runOperations = [
  listRuns,
  startRun,
  getRun,
  getJournal,
  stopRun,
  answerWith('approve', 'Approve the plan that waits'),
  answerWith('deny', 'Deny the plan that waits'),
  go,
] as const;
