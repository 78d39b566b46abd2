import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { RunStopped } from '../core/errors.ts';
import type { Ports } from '../core/ports.ts';
import { because, note } from '../core/protocol/record.ts';
import { labExecutions } from '../lab/adapters/executions.ts';
import type { LabClient } from '../lab/client.ts';
import type { Engine } from '../lab/engine/api.ts';
import { createEngine } from '../lab/engine/engine.ts';
import { isAlive } from '../lab/process/process-identity.ts';
import { type FunctionName, lambdas, substitutions } from './lab-functions.ts';
import { type Desk, drivenElsewhere, type Listeners, labPorts } from './lab-ports.ts';

/** One process that drives runs: the engine, the functions, and what wakes them. */
export type Orchestrator = {
  readonly ports: Ports;
  readonly engine: Engine;
  /** Looks after every open run now; runs of other live processes are left to them. */
  reconcile(): Promise<void>;
  close(): void;
};

const reconcileEveryMs = 60_000;
const lookForChangesEveryMs = 100;

/**
 * Opens an orchestrator on a lab. From here on it hears the lab's events and reconciles every lab minute.
 * A state machine that it will not need takes time to compile all the same; it may be left out. One that looks after its
 * own runs only leaves those of dead processes to whoever comes for them.
 */
export const openOrchestrator = (
  desk: Desk,
  lab: LabClient,
  listeners: Listeners = {},
  machines: readonly ('experiment' | 'gameday')[] = ['experiment', 'gameday'],
  looksAfter: 'all' | 'own' = 'all',
): Orchestrator => {
  const watching = new Set<string>();
  const over = new AbortController();
  const invoke = (name: FunctionName, payload: unknown) => functions[name](payload);
  const engine = createEngine({
    clock: lab.clock,
    random: Math.random,
    id: randomUUID,
    invoke: (name, payload) => invoke(name as FunctionName, payload),
  });
  const claim = async (name: string) => {
    if (!(await desk.store.owners.claim(name, desk.me, isAlive)))
      throw new RunStopped(`Another process drives ${name}`);
  };
  const executions = labExecutions(engine, { drives: (name) => drivenElsewhere(desk, name), claim });
  const watch = async (runId: string) => {
    if (watching.has(runId)) return;
    watching.add(runId);
    void keepWatching(runId).finally(() => watching.delete(runId));
  };
  // A watcher lives as long as a Lambda may; the next one follows at once. One that fails is heard by its silence.
  const keepWatching = async (runId: string) => {
    try {
      do await invoke('watch-http', { runId });
      while (!over.signal.aborted && (await desk.store.runs.get(runId))?.state !== 'closed');
    } catch (failure) {
      if (!over.signal.aborted) await note(ports, runId, 'watcher-failed', { reason: because(failure) });
    }
  };
  const ports = claimed(labPorts(desk, lab, executions, { start: watch }, listeners), claim);
  const functions = {
    ...lambdas(ports),
    ...(looksAfter === 'own' && woken(lambdas(ownOf(desk, ports)))),
  };
  for (const machine of machines) engine.createStateMachine(machine, definition(machine), substitutions);

  const reconcile = () => oneAtATime(async () => void (await invoke('reconcile', {})));
  void follow(lab, over.signal, (event) => invoke('on-signal', event));
  const cancel = everyLabMinute(lab, over.signal, reconcile);
  const changes = setInterval(changeWatcher(desk, reconcile), lookForChangesEveryMs);
  const close = () => {
    over.abort();
    cancel();
    clearInterval(changes);
  };
  return { ports, engine, reconcile, close };
};

// The functions that nobody asks for by a run's id.
const woken = ({ reconcile, 'on-signal': onSignal }: ReturnType<typeof lambdas>) => ({
  reconcile,
  'on-signal': onSignal,
});

// What is found by looking around, without what other processes drive, or drove.
const ownOf = ({ store, me }: Desk, ports: Ports): Ports => {
  const isOwn = async (id: string) => (await store.owners.ownerOf(id))?.pid === me.pid;
  const own = async <T>(all: readonly T[], idOf: (one: T) => string): Promise<readonly T[]> => {
    const mine = await Promise.all(all.map((one) => isOwn(idOf(one))));
    return all.filter((_, n) => mine[n]);
  };
  const { runs, gameDays, leases } = ports;
  return {
    ...ports,
    runs: {
      ...runs,
      open: async () => own(await runs.open(), ({ runId }) => runId),
      watching: async (alarm) => own(await runs.watching(alarm), ({ runId }) => runId),
    },
    gameDays: {
      ...gameDays,
      open: async () => own(await gameDays.open(), ({ gameDayId }) => gameDayId),
    },
    leases: { ...leases, list: async () => own(await leases.list(), ({ holder }) => holder) },
  };
};

// Owned before it exists: an open run without an owner is what every command takes home.
const claimed = (ports: Ports, claim: (name: string) => Promise<void>): Ports => ({
  ...ports,
  runs: {
    ...ports.runs,
    create: async (run) => {
      await claim(run.runId);
      return ports.runs.create(run);
    },
  },
  gameDays: {
    ...ports.gameDays,
    create: async (day) => {
      await claim(day.gameDayId);
      return ports.gameDays.create(day);
    },
  },
});

const definition = (machine: string): unknown =>
  parse(readFileSync(new URL(`../statemachines/${machine}.asl.yml`, import.meta.url), 'utf8'));

// EventBridge of the lab: alarm events go to the function that AWS would send them to. Reconnects until it is over.
const follow = async (
  lab: LabClient,
  signal: AbortSignal,
  onSignal: (event: unknown) => Promise<unknown>,
): Promise<void> => {
  let after = (await lab.snapshot()).lastEventSeq;
  while (!signal.aborted) {
    try {
      for await (const { seq, event } of lab.events({ after, signal })) {
        after = seq;
        if (event['detail-type'] === 'CloudWatch Alarm State Change') await onSignal(event);
      }
    } catch {
      // A lost event stream is what the reconciler is there for: it reads the alarms themselves.
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
};

const everyLabMinute = (
  lab: LabClient,
  signal: AbortSignal,
  reconcile: () => Promise<void>,
): (() => void) => {
  let cancel: () => void = () => undefined;
  const next = () => {
    cancel = lab.clock.at(lab.clock.now() + reconcileEveryMs, () => {
      // What fails is tried again in a minute, and the dead man is not moved meanwhile.
      void reconcile()
        .catch(() => undefined)
        .finally(() => signal.aborted || next());
    });
  };
  next();
  return () => cancel();
};

const changeWatcher = ({ store }: Desk, reconcile: () => Promise<void>): (() => void) => {
  let seen = store.changeCounter();
  return () => {
    const now = store.changeCounter();
    if (now === seen) return;
    seen = now;
    void reconcile().catch(() => undefined);
  };
};

let turn: Promise<unknown> = Promise.resolve();

const oneAtATime = <T>(work: () => Promise<T>): Promise<T> => {
  const result = turn.then(work, work);
  turn = result.catch(() => undefined);
  return result;
};
