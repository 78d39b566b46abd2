import { canonicalJson, sha256Hex } from '../../core/chain.ts';
import type { Definition, DefinitionKind } from '../../core/fronts.ts';
import { type RunRequest, requestRun } from '../../core/protocol/request.ts';
import type { ApiHost, Principal } from './host.ts';
import { mustBeInForce, type PlanRef, planOf } from './plan.ts';
import { RequestProblem } from './problems.ts';

/** What is to be run. */
export type StartBody = {
  readonly kind: DefinitionKind;
  readonly name: string;
  readonly seed?: string;
  readonly plan?: PlanRef;
};

/** What is to be planned. */
export type PlanBody = { readonly experiment: string; readonly seed?: string };

/** Starts what is deployed under a name, once for a key; gives the run's id. */
export const start = async (
  host: ApiHost,
  principal: Principal,
  body: StartBody,
  key: string,
): Promise<string> => {
  const { kind, name } = body;
  const definition = await host.fronts.definitions.get({ kind, name });
  const planned = definition && body.plan && (await planOf(host, body, body.plan));
  return once(host, principal, {
    ...{ way: 'POST /v1/runs', body, key, kind, name, definition },
    more: {
      ...(body.seed !== undefined && { seed: body.seed }),
      ...(planned && { approved: planned.plan }),
    },
    mustStillHold: (atMs) => planned && definition && mustBeInForce(planned.run, definition, atMs),
  });
};

/** Has an experiment planned, and no more, once for a key; gives the plan's id. */
export const plan = async (
  host: ApiHost,
  principal: Principal,
  body: PlanBody,
  key: string,
): Promise<string> => {
  const ref = { kind: 'Experiment', name: body.experiment } as const;
  return once(host, principal, {
    ...{ way: 'POST /v1/plans', body, key, ...ref, definition: await host.fronts.definitions.get(ref) },
    more: { onlyPlan: true, ...(body.seed !== undefined && { seed: body.seed }) },
    mustStillHold: () => undefined,
  });
};

type Wanted = {
  readonly way: string;
  readonly body: object;
  readonly key: string;
  readonly kind: DefinitionKind;
  readonly name: string;
  readonly definition: Definition | undefined;
  readonly more: Pick<RunRequest, 'seed' | 'approved' | 'onlyPlan'>;
  /** Throws where it may not begin any more; what has begun is not asked. */
  mustStillHold(atMs: number): void;
};

const words = { Experiment: 'experiment', GameDay: 'game day' } as const;

const keptForMs = 24 * 60 * 60_000;

// A request that has not made its run by then has died, and whoever asks again does its work.
const inFlightMs = 10_000;

const once = async (
  { ports, fronts }: ApiHost,
  principal: Principal,
  { way, body, key, kind, name, definition, more, mustStillHold }: Wanted,
): Promise<string> => {
  const atMs = ports.clock.now();
  const claimed = await fronts.idempotencyKeys.claim({
    // Two who use the same key do not know of each other.
    key: sha256Hex(canonicalJson([way, principal.name, key])),
    bodyHash: sha256Hex(canonicalJson(body)),
    answer: { id: kind === 'GameDay' ? ports.ids.gameDayId() : ports.ids.runId(), atMs },
    atMs,
    // What is not deployed uses no key up; but what a key has started is found by it when its document is gone.
    forMs: definition ? keptForMs : 0,
  });
  if (claimed.outcome === 'taken')
    throw new RequestProblem('idempotency-key-reused', 'Another body came with this key before');
  const { id, atMs: firstAtMs } = claimed.answer;
  const repeated = claimed.outcome === 'repeated';
  const run = repeated ? ((await ports.runs.get(id)) ?? (await ports.gameDays.get(id))) : undefined;
  // One that is planned may have lost its way to its execution; without its document the reconciler finds it.
  const isUnderWay = run !== undefined && !('runId' in run && run.state === 'planned');
  if (isUnderWay || (run !== undefined && definition === undefined)) return id;
  if (run === undefined && repeated && atMs - firstAtMs < inFlightMs)
    throw new RequestProblem('in-flight', 'The first request of this key has not been answered yet', {
      headers: { 'Retry-After': '1' },
    });
  if (definition === undefined)
    throw new RequestProblem('not-found', `The ${words[kind]} ${name} is not deployed`);
  if (run === undefined) mustStillHold(atMs);
  // Done again where the first who asked has died in between: by the same id nothing is made twice.
  await requestRun(
    ports,
    { get: async () => definition },
    {
      ...{ kind, name, id, ...more },
      trigger: { kind: 'api', actor: principal.name },
    },
  );
  return id;
};
