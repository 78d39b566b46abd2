import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { cpuMeter, type Machine } from '../../../lab/keeper/cpu-usage.ts';
import { processCpuMs } from '../../../lab/keeper/process-cpu.ts';
import { processStartTime } from '../../../lab/process/process-identity.ts';
import { spawnTied } from '../../../lab/process/spawn-tied.ts';

const one = (pid: number) => ({ pid, startTime: `s${pid}` });
const machine = (change: Partial<Machine> = {}): Machine => ({
  instanceId: 'i-1',
  state: 'running',
  server: one(1),
  burners: new Set(),
  ...change,
});

test('the use is what all its processes used since the last look, in per cent of one core', () => {
  const used = new Map([[1, 500]]);
  const meter = cpuMeter(({ pid }) => used.get(pid));
  expect(meter([machine()], 1_000)).toEqual([]);
  used.set(1, 700);
  expect(meter([machine()], 2_000)).toEqual([{ instanceId: 'i-1', percent: 20 }]);
  used.set(1, 800).set(2, 1_400);
  expect(meter([machine({ burners: new Set([one(2)]) })], 4_000)).toEqual([
    { instanceId: 'i-1', percent: 75 },
  ]);
});

test('a server that was started anew counts from its start, a dead one not at all', () => {
  const used = new Map([[1, 500]]);
  const meter = cpuMeter(({ pid }) => used.get(pid));
  meter([machine()], 1_000);
  used.clear();
  expect(meter([machine()], 2_000)).toEqual([{ instanceId: 'i-1', percent: 0 }]);
  used.set(3, 100);
  expect(meter([machine({ server: one(3) })], 3_000)).toEqual([{ instanceId: 'i-1', percent: 10 }]);
});

test.each(['pending', 'stopping', 'stopped', 'terminated'] as const)(
  'a %s instance tells nothing',
  (state) => {
    const meter = cpuMeter(() => 0);
    meter([machine({ state })], 1_000);
    expect(meter([machine({ state })], 2_000)).toEqual([]);
  },
);

test.runIf(process.platform === 'linux')(
  'a process that computes has used CPU time, with its child',
  async () => {
    const inner = 'while (process.cpuUsage().user < 150_000);';
    const script = `require('node:child_process').spawnSync(process.execPath, ['-e', ${JSON.stringify(inner)}]); console.log('done'); setInterval(() => {}, 1000);`;
    const child = spawnTied(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const { pid = 0 } = child;
    const identity = { pid, startTime: processStartTime(pid) ?? '' };
    await once(child.stdout ?? child, 'data');
    expect(processCpuMs(identity)).toBeGreaterThanOrEqual(100);
    expect(processCpuMs({ ...identity, startTime: 'another' })).toBeUndefined();
    child.kill('SIGKILL');
    await once(child, 'exit');
    await sleep(0);
    expect(processCpuMs(identity)).toBeUndefined();
  },
);
