import { InjectionRefused, NotFound, ServiceUnavailable } from '../../../core/errors.ts';
import { type Call, type CallKind, kindOf } from '../call.ts';
import type { Invocation } from '../invocation.ts';
import type { Simulation } from '../world.ts';

/** Makes a call go wrong in one way. */
type Spoil = (sim: Simulation, invocation: Invocation, call: Call) => Promise<unknown>;

/** A way in which a call goes wrong, and the calls that can. */
type CallClass = { readonly spoils: (kind: CallKind, name: string) => boolean; readonly spoil: Spoil };

const noAnswerMs = 10_000;
/** Long past the deadline of every run here. */
const asleepMs = 12 * 60_000;

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });
const refusal =
  (failure: (name: string) => Error): Spoil =>
  async (_sim, _invocation, { name }) => {
    throw failure(name);
  };
const anything = () => true;
const changes = (kind: CallKind) => kind === 'conditional' || kind === 'write' || kind === 'effect';
const has = (some: readonly string[]) => (_: CallKind, name: string) => some.includes(name);

const lost = async ({ clock }: Simulation, name: string) => {
  await clock.sleep(noAnswerMs);
  throw new ServiceUnavailable(`${name} gave no answer`);
};

// What a conditional write answers when its condition does not hold.
const conditionFailed = (name: string): unknown => {
  if (name === 'runs.update') return undefined;
  return name === 'leases.acquire' ? { ok: false, key: 'arn:sim:group', heldBy: 'somebody' } : false;
};

/** Every way in which one call of a port can go wrong. */
export const callClasses: Readonly<Record<string, CallClass>> = {
  throttle: { spoils: anything, spoil: refusal((name) => new ServiceUnavailable(`${name}: Rate exceeded`)) },
  '5xx': {
    spoils: anything,
    spoil: refusal((name) => new ServiceUnavailable(`${name}: InternalServerError`)),
  },
  denied: {
    spoils: anything,
    spoil: refusal((name) => named('AccessDeniedException', `${name} is not authorized`)),
  },
  expired: {
    spoils: anything,
    spoil: async (_sim, invocation) => {
      invocation.isExpired = true;
      throw expiredToken();
    },
  },
  invalid: {
    spoils: anything,
    spoil: refusal((name) => named('ValidationException', `${name}: 1 validation error`)),
  },
  'not-found': { spoils: anything, spoil: refusal((name) => new NotFound(`${name}: it does not exist`)) },
  conflict: {
    spoils: changes,
    // The first attempt of a retried write was applied, and the second sees its own change.
    spoil: async (_sim, _invocation, { name, make }) => {
      if (kindOf(name) !== 'conditional') throw named('ConflictException', `${name}: conflict`);
      await make();
      return conditionFailed(name);
    },
  },
  refused: {
    spoils: changes,
    spoil: refusal((name) =>
      name === 'faults.inject'
        ? new InjectionRefused('The target cannot be hit')
        : named('ECONNREFUSED', `${name}: connection refused`),
    ),
  },
  timeout: { spoils: anything, spoil: (sim, _invocation, { name }) => lost(sim, name) },
  'response-lost': {
    spoils: changes,
    spoil: async (sim, _invocation, { name, make }) => {
      await make();
      return lost(sim, name);
    },
  },
  late: {
    spoils: changes,
    spoil: async (sim, invocation, { name, make }) => {
      sim.later(name, sim.lateMs(invocation, name), () => void make().catch(() => undefined));
      return lost(sim, name);
    },
  },
  'no-op': {
    spoils: (kind) => kind === 'effect',
    spoil: async (_sim, _invocation, { name }) => {
      if (name === 'faults.undo') return { outcome: 'accepted' };
      return name === 'deadMan.postpone' ? true : undefined;
    },
  },
  stale: {
    spoils: (kind) => kind === 'old-read',
    spoil: async ({ fleet }, _invocation, { name, make }) => {
      if (name === 'executions.status') return 'RUNNING';
      if (!name.startsWith('faults.')) return [];
      fleet.weather.staleMs = 3_000;
      try {
        return await make();
      } finally {
        fleet.weather.staleMs = 0;
      }
    },
  },
  partial: {
    spoils: has(['faults.inject', 'faults.undo']),
    spoil: async ({ fleet }, _invocation, { make }) => {
      fleet.weather.onlyFirst = true;
      try {
        return await make();
      } finally {
        fleet.weather.onlyFirst = false;
      }
    },
  },
  'crash-before': {
    spoils: anything,
    spoil: (_sim, invocation) => invocation.die(),
  },
  'crash-after': {
    spoils: changes,
    spoil: async (_sim, invocation, { make }) => {
      await make();
      return invocation.die();
    },
  },
  freeze: {
    spoils: anything,
    spoil: async (sim, invocation, { name, make }) => {
      await sim.freeze(invocation, sim.asleepMs(name, asleepMs));
      return make();
    },
  },
};

/** What every call says once a session's credentials are over. */
export const expiredToken = (): Error =>
  named('ExpiredTokenException', 'The security token included in the request is expired');

/** The ways in which a call of that name can go wrong. */
export const classesOf = (name: string): readonly string[] =>
  Object.entries(callClasses).flatMap(([what, { spoils }]) => (spoils(kindOf(name), name) ? [what] : []));

/**
 * Of the ways that a caller cannot tell apart, one of each: throttle and 5xx are the same error here, as are the
 * refusals for good. Pairs are made of these.
 */
export const representativesOf = (name: string): readonly string[] => {
  const sameAs = [
    ...['5xx', 'invalid', 'not-found', 'timeout', 'expired'],
    ...(kindOf(name) === 'effect' ? [] : ['refused']),
  ];
  return classesOf(name).filter((what) => !sameAs.includes(what));
};
