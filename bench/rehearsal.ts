import { randomUUID } from 'node:crypto';
import { lambdas, substitutions } from '../cli/lab-functions.ts';
import { type Desk, openDesk } from '../cli/lab-ports.ts';
import type { Experiment } from '../core/experiment.ts';
import type { Clock, HttpProbes, Journal, Ports } from '../core/ports.ts';
import { startRun } from '../core/protocol/start.ts';
import { labExecutions } from '../lab/adapters/executions.ts';
import { createEngine } from '../lab/engine/engine.ts';
import { aFault, anExperiment, faultOn, instanceArn, shopProbe } from '../test/support/an-experiment.ts';
import { definitionOf } from '../test/support/machines.ts';
import { openShop } from '../test/support/shop.ts';

/** The real state machine, functions, store and journal on disk; only the far end is in memory. */
export type Rehearsal = {
  /** Runs to the end; `number` names an instance that no other run touches. */
  run(experiment: Experiment, number: number, hooks: Hooks): Promise<void>;
  readonly desk: Desk;
  close(): void;
};

/** What a measurement takes part in. */
export type Hooks = {
  ask: HttpProbes['ask'];
  undone?(): void;
};

/** Opens one in a directory. */
export const openRehearsal = (
  stateDir: string,
  clock: Clock,
  during: <T>(work: Promise<T>) => Promise<T> = (work) => work,
): Rehearsal => {
  const desk = openDesk(stateDir);
  // What waits for the disk waits for nothing that a clock could leap over.
  const journal: Journal = {
    read: desk.journal.read,
    append: (...entry) => during(desk.journal.append(...entry)),
  };
  const functions = new Map<string, ReturnType<typeof lambdas>>();
  const engine = createEngine({
    clock,
    random: Math.random,
    id: randomUUID,
    invoke: (name, payload) => {
      const made = functions.get(runIdOf(payload));
      if (made === undefined) throw new Error(`No run for ${JSON.stringify(payload)}`);
      return made[name as keyof typeof made](payload);
    },
  });
  for (const machine of ['experiment', 'gameday'] as const)
    engine.createStateMachine(machine, definitionOf(machine), substitutions);

  const run: Rehearsal['run'] = async (experiment, number, hooks) => {
    const runId = `bench-${number}`;
    const { far, targets, whenSilent: _, ...shop } = openShop();
    targets.add({
      arn: instanceArn(number),
      label: `web-${number}`,
      zone: 'zone-1',
      tags: { app: 'shop', chaos: 'yes' },
      containers: [`arn:group-${number}`],
    });
    const undo: typeof far.undo = (record) => {
      hooks.undone?.();
      return far.undo(record);
    };
    let watcher: Promise<unknown> | undefined;
    const { experiments, runs, gameDays, leases, levers } = desk.store;
    const ports: Ports = {
      ...shop,
      ...{ experiments, runs, gameDays, leases, levers, journal, clock },
      executions: labExecutions(engine, { drives: async () => false, claim: async () => undefined }),
      http: { ask: hooks.ask },
      faults: [{ ...far, undo }],
      watchers: {
        start: async () => {
          watcher = lambdas(ports)['watch-http']({ runId });
        },
      },
      actor: 'bench',
    };
    functions.set(runId, lambdas(ports));
    const ref = await experiments.put(experiment);
    await startRun(ports, { runId, experiment: ref, trigger: { kind: 'cli', actor: 'bench' } });
    await engine.settled(runId);
    await watcher;
    functions.delete(runId);
    const verdict = (await runs.get(runId))?.conclusion;
    if (verdict?.restoration !== 'restored') throw new Error(`${runId}: ${JSON.stringify(verdict)}`);
  };
  return { run, desk, close: desk.close };
};

const runIdOf = (payload: unknown): string =>
  typeof payload === 'object' && payload !== null && 'runId' in payload ? String(payload.runId) : '';

/** One fault on the run's own instance, and one probe each second; all else as the defaults have it. */
export const benchExperiment = (number: number, faultMs: number): Experiment => {
  const [second] = [1_000];
  return anExperiment({
    name: `bench-${number}`,
    steadyState: {
      holdForMs: second,
      probes: [
        shopProbe({
          everyMs: second,
          timeoutMs: 2 * second,
          tolerance: { breaches: 1, of: 1 },
          url: `http://shop-${number}.test/`,
        }),
      ],
    },
    faults: [{ ...faultOn(number), durationMs: faultMs, parameters: aFault().parameters }],
  });
};
