import { canonicalJson, sha256Hex } from '../../core/chain.ts';
import type { DefinitionKind } from '../../core/fronts.ts';
import { requestRun } from '../../core/protocol/request.ts';
import type { ApiHost, Principal } from './host.ts';
import { RequestProblem } from './problems.ts';

/** What is to be run. */
export type StartBody = { readonly kind: DefinitionKind; readonly name: string; readonly seed?: string };

const keptForMs = 24 * 60 * 60_000;

// A request that has not made its run by then has died, and whoever asks again does its work.
const inFlightMs = 10_000;

const words = { Experiment: 'experiment', GameDay: 'game day' } as const;

/** Starts what is deployed under a name, once for a key; gives the run's id. */
export const start = async (
  { ports, fronts }: ApiHost,
  principal: Principal,
  body: StartBody,
  key: string,
): Promise<string> => {
  const { kind, name, seed } = body;
  const definition = await fronts.definitions.get({ kind, name });
  const atMs = ports.clock.now();
  const claimed = await fronts.idempotencyKeys.claim({
    // Two who use the same key do not know of each other.
    key: sha256Hex(canonicalJson(['POST /v1/runs', principal.name, key])),
    bodyHash: sha256Hex(canonicalJson(body)),
    answer: { id: kind === 'GameDay' ? ports.ids.gameDayId() : ports.ids.runId(), atMs },
    atMs,
    // What is not deployed uses no key up; but what a key has started is found by it when its document is gone.
    forMs: definition ? keptForMs : 0,
  });
  if (claimed.outcome === 'taken')
    throw new RequestProblem('idempotency-key-reused', 'Another body came with this key before');
  const { id, atMs: firstAtMs } = claimed.answer;
  if (claimed.outcome === 'repeated') {
    const run = (await ports.runs.get(id)) ?? (await ports.gameDays.get(id));
    // One that is planned may have lost its way to its execution; without its document the reconciler finds it.
    const isUnderWay = run !== undefined && !('runId' in run && run.state === 'planned');
    if (isUnderWay || (run !== undefined && definition === undefined)) return id;
    if (run === undefined && atMs - firstAtMs < inFlightMs)
      throw new RequestProblem('in-flight', 'The first request of this key has not been answered yet', {
        headers: { 'Retry-After': '1' },
      });
  }
  if (definition === undefined)
    throw new RequestProblem('not-found', `The ${words[kind]} ${name} is not deployed`);
  // Done again where the first who asked has died in between: by the same id nothing is made twice.
  await requestRun(
    ports,
    { get: async () => definition },
    {
      ...{ kind, name, id },
      trigger: { kind: 'api', actor: principal.name },
      ...(seed !== undefined && { seed }),
    },
  );
  return id;
};
