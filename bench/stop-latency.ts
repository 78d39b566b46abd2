import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sleeping } from '../cli/lab-ports.ts';
import { labClock } from '../lab/lab-clock.ts';
import { startLab, stopLab } from '../lab/lab-lifecycle.ts';
import { type Figure, percentile, rounded } from './figures.ts';
import { durableWriteMs } from './overhead.ts';
import { benchExperiment, openRehearsal, type Rehearsal } from './rehearsal.ts';

const batches = 12;
const atOnce = 5;

/** From the reading that decides to the first undo request, with every record written, on disk before each effect and at the verdict; alone, and beside a busy lab. */
export const stopLatency = async (): Promise<readonly Figure[]> => {
  const stateDir = mkdtempSync(join(tmpdir(), 'firedrill-bench-'));
  try {
    const alone = await samples(join(stateDir, 'alone'));
    await startLab({ stateDir: join(stateDir, 'lab'), scale: 20, deadManCommand: ['true'] });
    const beside = await samples(join(stateDir, 'beside'));
    return figures(alone, beside);
  } finally {
    await stopLab(join(stateDir, 'lab'));
    rmSync(stateDir, { recursive: true, force: true });
  }
};

const samples = async (stateDir: string): Promise<readonly number[]> => {
  const rehearsal = openRehearsal(stateDir, sleeping(labClock({ originMs: Date.now(), scale: 1 })));
  const taken: number[] = [];
  for (let batch = 0; batch < batches; batch++) {
    const numbers = Array.from({ length: atOnce }, (_, n) => 1_000 + batch * atOnce + n);
    // Out of step with one another, as they would be.
    const one = async (number: number, n: number) => {
      await pause((n * 1_000) / atOnce);
      return stopOnce(rehearsal, number);
    };
    taken.push(...(await Promise.all(numbers.map(one))));
  }
  rehearsal.close();
  return taken;
};

const stopOnce = async (rehearsal: Rehearsal, number: number): Promise<number> => {
  let failing = false;
  let failedAtMs = 0;
  let undoneAtMs = Number.POSITIVE_INFINITY;
  const ask = async () => {
    const status = failing ? 503 : 200;
    if (failing) failedAtMs ||= performance.now();
    return { status, latencyMs: 1 };
  };
  const undone = () => {
    undoneAtMs = Math.min(undoneAtMs, performance.now());
    failing = false;
  };
  const over = rehearsal.run(benchExperiment(number, 60_000), number, { ask, undone });
  while ((await rehearsal.desk.store.runs.get(`bench-${number}`))?.state !== 'observing') await pause(5);
  await pause(20);
  failing = true;
  await over;
  return undoneAtMs - failedAtMs;
};

const figures = (alone: readonly number[], beside: readonly number[]): readonly Figure[] => {
  const method = `${alone.length} whole runs, one probe each second of real time, ${atOnce} out of step in one process; real state machine, functions, store and journal; the far end is in memory`;
  const name = 'deciding reading → first undo request';
  const floor = durableWriteMs();
  const median = percentile(alone, 0.5);
  const p99 = (of: readonly number[]) => rounded(percentile(of, 0.99));
  return [
    { name: `${name}, median`, value: rounded(median), unit: 'ms', goal: 5, method },
    { name: `${name}, p99`, value: p99(alone), unit: 'ms', goal: 10, method },
    {
      name: `${name}, p99 beside a busy lab`,
      value: p99(beside),
      unit: 'ms',
      goal: 25,
      method: `the same while a lab at ×20 serves its users on this machine; median ${rounded(percentile(beside, 0.5))} ms`,
    },
    {
      name: `${name}, in durable writes`,
      value: rounded(median / floor),
      unit: '×',
      method: `floor in the same run: one write of 256 bytes with fdatasync takes ${rounded(floor)} ms; the stop is one conditional write`,
    },
  ];
};
