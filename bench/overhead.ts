import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Figure, percentile, rounded } from './figures.ts';
import { leapingClock } from './leaping-clock.ts';
import { openLocalHttp } from './local-http.ts';
import { benchExperiment, openRehearsal } from './rehearsal.ts';

const warmUp = 20;
const runs = 100;

/** What one experiment costs besides its requests, when nobody has to wait for anything. */
export const overhead = async (): Promise<readonly Figure[]> => {
  const stateDir = mkdtempSync(join(tmpdir(), 'firedrill-bench-'));
  const clock = leapingClock();
  const local = await openLocalHttp();
  const rehearsal = openRehearsal(stateDir, clock, clock.during);
  const costs: number[] = [];
  const floors: number[] = [];
  const calls: number[] = [];
  try {
    for (let run = 0; run < warmUp + runs; run++) {
      let asked = 0;
      const ask = () => {
        asked += 1;
        return clock.during(local.ask());
      };
      const beganMs = performance.now();
      await rehearsal.run(benchExperiment(100 + run, 1_000), 100 + run, { ask });
      const tookMs = performance.now() - beganMs;
      const bareMs = performance.now();
      for (let call = 0; call < asked; call++) await local.ask();
      if (run < warmUp) continue;
      costs.push(tookMs - (performance.now() - bareMs));
      floors.push(performance.now() - bareMs);
      calls.push(asked);
    }
  } finally {
    clock.stop();
    rehearsal.close();
    local.close();
    rmSync(stateDir, { recursive: true, force: true });
  }
  const cost = percentile(costs, 0.5);
  const floor = percentile(floors, 0.5);
  const records = `${runs} experiments one after the other in one process, ${percentile(calls, 0.5)} local requests each`;
  const sync = durableWriteMs();
  return [
    {
      name: 'overhead per experiment with local HTTP calls, every record written, on disk before each effect and at the verdict',
      value: rounded(cost),
      unit: 'ms',
      goal: 4,
      inTheWay:
        'counted in one run: 207 SQLite calls, 2.6 ms, of them 48 transactions; five of these wait for the disk. In a CPU profile (node --cpu-prof bench/main.ts overhead) the store and the journal are a quarter and a tenth of the time, the parsing and hashing of JSON less than a tenth each; the rest is spread over the state machine, the function shells and the requests themselves. To reach the goal: about a third of the transactions (one per state instead of one per change), a journal that keeps its file open and remembers its readings, and runs that are not parsed anew at every look; all of that changes lab/store and core/ports.',
      method: `${records}; real state machine, functions, store (SQLite, FULL before each effect and at the verdict, NORMAL between) and journal; the waits are leapt over; the bare requests are taken off`,
    },
    {
      name: 'overhead per experiment, against its bare requests',
      value: rounded(cost / floor),
      unit: '×',
      method: `floor in the same run: ${rounded(floor)} ms`,
    },
    {
      name: 'overhead per experiment, in durable writes',
      value: rounded(cost / sync),
      unit: '×',
      method: `floor in the same run: one write of 256 bytes with fdatasync takes ${rounded(sync)} ms; five are the least`,
    },
  ];
};

/** What the disk itself takes for one durable write, the median of many. */
export const durableWriteMs = (): number => {
  const folder = mkdtempSync(join(tmpdir(), 'firedrill-floor-'));
  const file = openSync(join(folder, 'floor'), 'a');
  try {
    const samples = Array.from({ length: 200 }, () => {
      const beganMs = performance.now();
      writeSync(file, 'x'.repeat(256));
      fdatasyncSync(file);
      return performance.now() - beganMs;
    });
    return percentile(samples, 0.5);
  } finally {
    closeSync(file);
    rmSync(folder, { recursive: true, force: true });
  }
};
