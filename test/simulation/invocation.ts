import type { Clock, Ports } from '../../core/ports.ts';
import type { FaultState, Run, RunState } from '../../core/run.ts';
import type { Handler } from '../../functions/_lambda/task.ts';
import type { Call } from './call.ts';
import { lambdas } from './functions.ts';
import type { Simulation } from './world.ts';

/** One invocation of one function: it can die alone, sleep, and lose its credentials. */
export type Invocation = {
  readonly fn: string;
  readonly number: number;
  readonly startedAtMs: number;
  isAlive: boolean;
  isExpired: boolean;
  hasFailed?: boolean;
  /** What it has asked and got no answer to, of all that may forbid a fault. */
  unread?: string;
  asleepUntilMs: number;
  /** When a conditional write last found reverting not begun, in steps of the simulation. */
  fencePassed?: { readonly step: number; readonly runId: string };
  /** Of the fault undone last, in one attempt. */
  lastUndone?: number;
  lastLanded?: string;
  runBefore: Run | undefined;
  faultBefore?: FaultState | undefined;
  /** What it was invoked with, and how the run stood then. */
  readonly event: unknown;
  readonly stateBefore: RunState | undefined;
  /** Faults, by ordinal, whose undo was answered, and those that a look has shown to be back. */
  readonly undone: Set<number>;
  readonly restored: Set<number>;
  /** From here on nothing of it ever happens, nor answers. */
  die(): Promise<never>;
};

const never = () => new Promise<never>(() => undefined);
// These answer at once, from memory: there is nothing to fail.
const local = new Set(['clock', 'ids', 'holidays', 'actor']);

/** Invokes a function as Lambda does: a crash of the process is an error of the service, not of the function. */
export const invoke = async (sim: Simulation, fn: string, event: unknown): Promise<unknown> => {
  const make = lambdas[fn];
  if (make === undefined) throw new Error(`There is no function ${fn}`);
  return within(sim, fn, (ports) => (make(ports) satisfies Handler)(event), event);
};

/** Runs something in an invocation of its own, with ports that can fail. */
export const within = <T>(
  sim: Simulation,
  fn: string,
  work: (ports: Ports) => Promise<T>,
  event?: unknown,
): Promise<T> => {
  const { promise: died, reject } = Promise.withResolvers<never>();
  const invocation: Invocation = {
    fn,
    number: sim.nextInvocation(),
    startedAtMs: sim.clock.now(),
    isAlive: true,
    isExpired: false,
    asleepUntilMs: -Infinity,
    runBefore: undefined,
    event,
    stateBefore: sim.peek.run(sim.runId)?.state,
    undone: new Set(),
    restored: new Set(),
    die: () => {
      invocation.isAlive = false;
      reject(Object.assign(new Error('The process exited before it answered'), { name: 'Lambda.Unknown' }));
      return never();
    },
  };
  sim.started(invocation);
  return Promise.race([died, work(portsOf(sim, invocation))])
    .catch((failure: unknown) => {
      invocation.hasFailed = true;
      throw failure;
    })
    .finally(() => sim.over(invocation));
};

// Made once for a simulation, and shared by its invocations through their prototype: there are hundreds of them.
type Shared = { readonly [port: string]: object | readonly object[] };

const portsOf = (sim: Simulation, invocation: Invocation): Ports => {
  const own = (methods: object): object => Object.assign(Object.create(methods), { [caller]: invocation });
  const ports = Object.entries(sim.shared()).map(([port, value]) => [
    port,
    Array.isArray(value) ? value.map(own) : own(value),
  ]);
  const { holidays, ids } = sim.outside;
  const rest = { holidays, ids, clock: clockOf(sim, invocation), actor: invocation.fn };
  return { ...Object.fromEntries(ports), ...rest } as Ports;
};

const clockOf = ({ clock, skewMs }: Simulation, invocation: Invocation): Clock => ({
  now: () => clock.now() + skewMs(invocation.fn),
  at: (atMs, run) => clock.at(atMs - skewMs(invocation.fn), () => invocation.isAlive && run()),
  sleep: async (ms) => {
    await clock.sleep(ms);
    if (!invocation.isAlive) await never();
  },
});

const caller = Symbol('caller');
type Methods = Readonly<Record<string, (...given: never[]) => unknown>>;

/** The ports of a simulation, with every call passing through the world. */
export const sharedPorts = (sim: Simulation): Shared =>
  Object.fromEntries(
    Object.entries(sim.outside)
      .filter(([port]) => !local.has(port))
      .map(([port, value]) => {
        const wrap = (methods: object) => wrapMethods(sim, methods as Methods, port);
        return [port, Array.isArray(value) ? value.map((one: object) => wrap(one)) : wrap(value as object)];
      }),
  );

const wrapMethods = (sim: Simulation, methods: Methods, port: string): object =>
  Object.fromEntries(
    Object.entries(methods).map(([key, method]) => {
      if (typeof method !== 'function' || key === 'facts') return [key, method];
      const name = `${port}.${key}`;
      // Called as a method of an invocation's own object.
      return [
        key,
        function throughTheWorld(this: { readonly [caller]: Invocation }, ...given: unknown[]) {
          const invocation = this[caller];
          const make = async () => {
            sim.arriving(invocation, call);
            const answer = (await Reflect.apply(method, methods, given)) as unknown;
            sim.landed(invocation, call, answer);
            return answer;
          };
          const call = { name, given, make };
          return pass(sim, invocation, call);
        },
      ];
    }),
  );

// A request takes a while to arrive, and its answer to come back; a process that is dead or asleep hears nothing.
const pass = async (sim: Simulation, invocation: Invocation, call: Call): Promise<unknown> => {
  await present(sim, invocation);
  const spoil = sim.reached(invocation, call);
  await sim.clock.sleep(sim.latencyMs());
  await present(sim, invocation);
  try {
    const answer = spoil ? await spoil() : await call.make();
    sim.made(invocation, call, answer);
    await sim.clock.sleep(sim.latencyMs());
    return answer;
  } catch (failure) {
    if (call.name === 'alarms.now' || call.name === 'levers.engaged') invocation.unread = call.name;
    throw failure;
  } finally {
    await present(sim, invocation);
  }
};

const present = async ({ clock }: Simulation, invocation: Invocation): Promise<void> => {
  while (invocation.isAlive && invocation.asleepUntilMs > clock.now())
    await clock.sleep(invocation.asleepUntilMs - clock.now());
  if (!invocation.isAlive) await never();
};
