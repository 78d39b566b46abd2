import { createHash, timingSafeEqual } from 'node:crypto';
import { roles } from '../../core/access.ts';
import { admission } from '../../functions/api/admission.ts';
import { apiApp } from '../../functions/api/app.ts';
import type { ApiHost, Principal } from '../../functions/api/host.ts';
import type { Desk } from '../lab-ports.ts';
import { recover } from '../recover.ts';
import type { DaemonPart } from './parts.ts';
import { makeTokens } from './tokens.ts';

const requestsPerSecond = 1_000;

/** The HTTP API of the lab: the very one of AWS, with a token for each role. */
export const api: DaemonPart = async ({ stateDir, desk, lab, orchestrator, fronts, serve }) => {
  const host: ApiHost = {
    ports: orchestrator.ports,
    fronts,
    who: bearers(makeTokens(stateDir)),
    admit: admission(requestsPerSecond, () => performance.now()),
    log: (entry) => console.error(JSON.stringify(entry)),
  };
  const app = apiApp(host);
  serve('', async (request) => {
    const response = await app.fetch(request);
    // What a dead process has left is not driven by anybody who could hear of a stop.
    if (isStop(request) && response.ok)
      void recover(othersOf(desk), lab, () => undefined).catch(() => undefined);
    return response;
  });
  return { close: async () => undefined };
};

// What is driven here goes home by itself.
const othersOf = (desk: Desk): Desk => {
  const { runs, gameDays, leases, owners } = desk.store;
  const others = async <T>(all: readonly T[], idOf: (one: T) => string): Promise<readonly T[]> => {
    const held = await Promise.all(all.map((one) => owners.ownerOf(idOf(one))));
    return all.filter((_, n) => held[n]?.pid !== desk.me.pid);
  };
  const store = {
    ...desk.store,
    runs: { ...runs, open: async () => others(await runs.open(), ({ runId }) => runId) },
    gameDays: {
      ...gameDays,
      open: async () => others(await gameDays.open(), ({ gameDayId }) => gameDayId),
    },
    leases: { ...leases, list: async () => others(await leases.list(), ({ holder }) => holder) },
  };
  return { ...desk, store };
};

const isStop = ({ method, url }: Request): boolean =>
  (method === 'POST' && url.endsWith('/stop')) || (method === 'PUT' && url.includes('/v1/levers/'));

/** Tells who asks by their token. */
export const bearers = (tokens: ReturnType<typeof makeTokens>): ApiHost['who'] => {
  const known = roles.map((role): readonly [Buffer, Principal] => [
    digest(tokens[role]),
    { name: `lab-${role}`, role },
  ]);
  return ({ headers }) => {
    const [, token] = /^Bearer ([\w-]{16,128})$/i.exec(headers.get('authorization') ?? '') ?? [];
    if (token === undefined) return undefined;
    const given = digest(token);
    // All are compared, and each in the same time.
    return known.reduce<Principal | undefined>(
      (found, [expected, principal]) => (timingSafeEqual(expected, given) ? principal : found),
      undefined,
    );
  };
};

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
