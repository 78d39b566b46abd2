import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe } from 'vitest';
import type { DeadManInput } from '../../../core/ports.ts';
import { labDeadMan } from '../../../lab/adapters/dead-man.ts';
import { deadManContract } from '../../contracts/dead-man-contract.ts';
import { freshStateDir, openLab, type TestLab } from '../keeper/support.ts';

const folder = freshStateDir();
let testLab: TestLab;
beforeAll(async () => {
  // One file per firing, with what it was given; whole or not there.
  const keep = `cat > ${folder}/$$.part && mv ${folder}/$$.part ${folder}/$$.json`;
  testLab = await openLab({ scale: 60, deadManCommand: ['sh', '-c', keep] });
});
afterAll(async () => {
  await testLab?.close();
  rmSync(folder, { recursive: true });
});

const firings = (): readonly DeadManInput[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));

let worlds = 0;

// At once, because minutes must pass in each; so every test has its own names on the one lab.
describe.concurrent('at scale 60', () => {
  deadManContract('lab', () => {
    const { lab } = testLab;
    const deadMan = labDeadMan(lab);
    const own = `-of-test-${++worlds}`;
    const named = (input: DeadManInput) => ({
      ...input,
      runId: input.runId + own,
      faults: input.faults.map((fault) => ({ ...fault, runId: input.runId })),
    });
    return {
      deadMan: {
        arm: (input, fireAtMs) => deadMan.arm(named(input), fireAtMs),
        postpone: (runId, fireAtMs) => deadMan.postpone(runId + own, fireAtMs),
        disarm: (runId) => deadMan.disarm(runId + own),
      },
      fired: () =>
        firings()
          .filter(({ runId }) => runId.endsWith(own))
          .map((input) => ({ ...input, runId: input.runId.slice(0, -own.length) })),
      now: lab.clock.now,
      pass: async (ms) => {
        const untilMs = lab.clock.now() + ms;
        while (lab.clock.now() < untilMs) await sleep(lab.clock.real(untilMs - lab.clock.now()));
      },
    };
  });
});
