import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lambdas, substitutions } from '../cli/lab-functions.ts';
import { openDesk, sleeping } from '../cli/lab-ports.ts';
import type { Ports } from '../core/ports.ts';
import { startRun } from '../core/protocol/start.ts';
import { labExecutions } from '../lab/adapters/executions.ts';
import { createEngine } from '../lab/engine/engine.ts';
import { labClock } from '../lab/lab-clock.ts';
import { aFault, anExperiment, shopProbe } from '../test/support/an-experiment.ts';
import { definitionOf } from '../test/support/machines.ts';
import { openShop } from '../test/support/shop.ts';
import { type Figure, percentile, rounded } from './figures.ts';

const runs = 60;

/** From the reading that decides to the first undo request, with everything durable as in the lab. */
export const stopLatency = async (): Promise<readonly Figure[]> => {
  const stateDir = mkdtempSync(join(tmpdir(), 'firedrill-bench-'));
  try {
    const samples: number[] = [];
    const floor: number[] = [];
    const measure = openMeasure(stateDir);
    for (let run = 0; run < runs; run++) {
      samples.push(await measure.once(run));
      floor.push(durableWrite(stateDir));
    }
    measure.close();
    return figures(samples, floor);
  } finally {
    rmSync(stateDir, { recursive: true, force: true });
  }
};

const figures = (samples: readonly number[], floor: readonly number[]): readonly Figure[] => {
  const method = `${runs} whole runs on the real state machine, functions, store and journal; the far end is in memory`;
  const median = percentile(samples, 0.5);
  return [
    {
      name: 'failing reading → first undo call, median',
      value: rounded(median),
      unit: 'ms',
      goal: '≤ 5',
      method,
    },
    {
      name: 'failing reading → first undo call, p99',
      value: rounded(percentile(samples, 0.99)),
      unit: 'ms',
      goal: '≤ 10',
      method,
    },
    {
      name: 'failing reading → first undo call, against one durable write',
      value: rounded(median / percentile(floor, 0.5)),
      unit: '×',
      method: 'ratio of the medians in the same run; the write is 256 bytes and fdatasync',
    },
  ];
};

// What the disk itself takes: the stop is one conditional write, and that has to be durable.
const durableWrite = (directory: string): number => {
  const file = openSync(join(directory, 'floor'), 'a');
  const beganMs = performance.now();
  writeSync(file, 'x'.repeat(256));
  fdatasyncSync(file);
  const tookMs = performance.now() - beganMs;
  closeSync(file);
  return tookMs;
};

const openMeasure = (stateDir: string) => {
  const desk = openDesk(stateDir);
  const clock = sleeping(labClock({ originMs: Date.now(), scale: 1 }));
  let failing = false;
  let failedAtMs = 0;
  let undoneAtMs: number | undefined;
  const make = (): Ports => {
    const { far, targets: _targets, whenSilent: _whenSilent, ...shop } = openShop();
    const ask = async () => {
      if (failing) failedAtMs = performance.now();
      return { status: failing ? 503 : 200, latencyMs: 1 };
    };
    const undo: typeof far.undo = (record) => {
      undoneAtMs ??= performance.now();
      return far.undo(record);
    };
    const { experiments, runs: stored, gameDays, leases, levers } = desk.store;
    const stores = { experiments, runs: stored, gameDays, leases, levers, journal: desk.journal };
    const executions = labExecutions(engine, { drives: async () => false, claim: async () => undefined });
    const watch = async (runId: string) => {
      watcher = functions['watch-http']({ runId });
    };
    return {
      ...shop,
      ...stores,
      clock,
      executions,
      http: { ask },
      faults: [{ ...far, undo }],
      watchers: { start: watch },
      actor: 'bench',
    };
  };
  let functions: ReturnType<typeof lambdas>;
  let watcher: Promise<unknown> | undefined;
  let id = 0;
  const engine = createEngine({
    clock,
    random: Math.random,
    id: () => String(++id),
    invoke: (name, payload) => functions[name as keyof typeof functions](payload),
  });
  for (const machine of ['experiment', 'gameday'] as const)
    engine.createStateMachine(machine, definitionOf(machine), substitutions);

  const once = async (run: number): Promise<number> => {
    failing = false;
    undoneAtMs = undefined;
    const ports = make();
    functions = lambdas(ports);
    const runId = `bench-${run}`;
    const ref = await ports.experiments.put(experiment);
    await startRun(ports, { runId, experiment: ref, trigger: { kind: 'cli', actor: 'bench' } });
    while ((await ports.runs.get(runId))?.state !== 'observing') await clock.sleep(5);
    await clock.sleep(20);
    failing = true;
    while (undoneAtMs === undefined) await clock.sleep(5);
    failing = false;
    await engine.settled(runId);
    await watcher;
    return undoneAtMs - failedAtMs;
  };
  return { once, close: desk.close };
};

const experiment = anExperiment({
  steadyState: {
    holdForMs: 30,
    probes: [shopProbe({ everyMs: 10, timeoutMs: 1_000, tolerance: { breaches: 1, of: 1 } })],
  },
  faults: [aFault({ durationMs: 60_000 })],
});
