import type { Executions, Ports } from '../../core/ports.ts';
import type { Handler } from '../../functions/_lambda/task.ts';
import type { Engine } from '../../lab/engine/api.ts';
import { createEngine } from '../../lab/engine/engine.ts';
import { executionsBy } from './executions.ts';
import { type Around, interfere } from './interfere.ts';
import type { Violations } from './invariants.ts';
import { definitionOf, handlers, substitutions } from './machines.ts';
import type { Shop } from './shop.ts';

/** A process that runs functions, and state machines on an engine of its own. */
export type Process = {
  readonly ports: Ports;
  readonly engine: Engine;
  readonly failures: readonly unknown[];
  invoke(name: string, event: unknown): Promise<unknown>;
  isAlive(): boolean;
  /** From here on nothing of it ever happens, nor answers. */
  die(): void;
};

// A new one each time: one for all would remember everybody who ever waited for it.
const never = () => new Promise<never>(() => undefined);

/** Starts a process on the shop. `executions` is for one that has no engine of its own to speak of. */
export const startProcess = (
  shop: Shop & { readonly violations: Violations },
  actor: string,
  { around = ({ make }) => make(), executions }: { around?: Around; executions?: Executions } = {},
): Process => {
  let alive = true;
  const failures: unknown[] = [];
  const clock = {
    now: shop.clock.now,
    at: (atMs: number, run: () => void) => shop.clock.at(atMs, () => alive && run()),
    sleep: async (ms: number) => {
      await shop.clock.sleep(ms);
      if (!alive) await never();
    },
  };
  let ids = 0;
  // Made when they are first called: most worlds call few of them.
  const functions = new Map<string, Handler>();
  const invoke = async (name: string, event: unknown) => {
    const handler = functions.get(name) ?? handlers.get(name)?.(ports);
    if (handler === undefined) throw new Error(`There is no function ${name}`);
    functions.set(name, handler);
    return handler(event);
  };
  const engine = createEngine({
    clock,
    random: () => 0.5,
    id: () => `${actor}-${++ids}`,
    invoke: (name, payload) => invoke(name, payload),
  });
  const watch = async (runId: string) =>
    void invoke('watch-http', { runId }).catch((failure: unknown) => failures.push(failure));
  const mortal: Around = async (call) => {
    if (!alive) await never();
    const answer = await around(call);
    return alive ? answer : never();
  };
  const { far: _far, targets: _targets, whenSilent: _whenSilent, violations: _violations, ...stores } = shop;
  const outside = { ...stores, clock, actor, watchers: { start: watch } };
  const ports = interfere({ ...outside, executions: executions ?? executionsOn(engine) }, mortal);
  const die = () => {
    alive = false;
  };
  return { ports, engine, failures, invoke, isAlive: () => alive, die };
};

/** What others can know of a process's executions: as long as it lives, what it says; then nothing. */
export const executionsSeenFrom = (process: Process): Executions => {
  const { status, ...rest } = process.ports.executions;
  const ifAlive = <T>(call: () => Promise<T>): Promise<T | undefined> =>
    process.isAlive() ? call() : Promise.resolve(undefined);
  return {
    start: rest.start,
    status: (name) => ifAlive(() => status(name)),
    succeed: async (token, output) => ifAlive(() => rest.succeed(token, output)),
    fail: async (token, error, cause) => ifAlive(() => rest.fail(token, error, cause)),
  };
};

/** The port on an engine in memory. */
export const executionsOn = (engine: Engine): Executions =>
  executionsBy(engine, (machine) => {
    engine.createStateMachine(machine, definitionOf(machine), substitutions);
    return machine;
  });
