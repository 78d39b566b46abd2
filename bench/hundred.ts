import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leapingClock } from './leaping-clock.ts';
import { openLocalHttp } from './local-http.ts';
import { benchExperiment, openRehearsal } from './rehearsal.ts';

// A process of its own, so that its time and its memory are those of the hundred and of nothing else.
const stateDir = mkdtempSync(join(tmpdir(), 'firedrill-bench-'));
const clock = leapingClock();
const local = await openLocalHttp();
const rehearsal = openRehearsal(stateDir, clock, clock.during);
const ask = () => clock.during(local.ask());
const numbers = Array.from({ length: 100 }, (_, n) => 100 + n);
await Promise.all(numbers.map((number) => rehearsal.run(benchExperiment(number, 1_000), number, { ask })));
clock.stop();
rehearsal.close();
local.close();
rmSync(stateDir, { recursive: true, force: true });
