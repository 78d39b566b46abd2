import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Figure } from './figures.ts';
import { rounded } from './figures.ts';
import { type Taken, wholeProcess } from './whole-process.ts';

const root = resolve(import.meta.dirname, '..');
const times = 15;

/** Whole processes: the help, a trivial experiment, a hundred at once; packed as npm packs it, and from source. */
export const startUp = async (): Promise<readonly Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'firedrill-bench-'));
  const packed = pack(folder);
  const sourced = join(root, 'bin', 'firedrill.js');
  const where = { cwd: folder, cacheDir: join(folder, 'cache') };
  const document = join(folder, 'trivial.yml');
  writeFileSync(document, trivial);
  const run = ['run', document, '--wait'];
  const bare = await wholeProcess(['-e', '0'], times, where);
  try {
    const help = await wholeProcess([packed, '--help'], times, where);
    const helpSourced = await wholeProcess([sourced, '--help'], times, where);
    await wholeProcess([packed, 'lab', 'up', '--time-scale', '60'], 0, where);
    await pause(5_000);
    const one = await wholeProcess([packed, ...run], times, where);
    const oneSourced = await wholeProcess([sourced, ...run], times, where);
    await wholeProcess([packed, 'lab', 'down'], 0, where);
    const hundred = await wholeProcess([join(root, 'bench', 'hundred.ts')], 3, where);
    return [
      ...figures('--help, packed', help, bare, { seconds: 0.08 }),
      ...figures('--help, from source', helpSourced, bare, { seconds: 0.12 }),
      ...figures(
        'one trivial experiment, packed',
        one,
        bare,
        { seconds: 0.15, mebibytes: 75 },
        experimentIs,
        oneIs,
      ),
      ...figures(
        'one trivial experiment, from source',
        oneSourced,
        bare,
        { seconds: 0.4, mebibytes: 130 },
        experimentIs,
        oneIs,
      ),
      ...figures(
        '100 experiments at once, one process',
        hundred,
        bare,
        { seconds: 0.7, mebibytes: 120 },
        hundredIs,
        hundredIn,
      ),
    ];
  } finally {
    spawnSync(process.execPath, [packed, 'lab', 'down'], { cwd: folder });
    rmSync(folder, { recursive: true, force: true });
  }
};

const experimentIs =
  'the lab is up at ×60, the load balancer really drops a server and takes it back, holdFor PT1S, fault PT1S, every record written, on disk before each effect and at the verdict';
const oneIs =
  'of 0.2 to 0.3 s of CPU time bare Node takes 0.03; a profile shows loading (zod, yaml, jsonata, commander, SQLite, http) as the largest part, then compiling the state machine, then SQLite; the rest of the time is waiting for the lab. With --max-semi-space-size=1 the peak is 9 MiB lower (81 instead of 90); the flag has to be there when Node starts. Not tried: a state machine compiled when it is packed.';
const hundredIn =
  'about 0.45 s of it is loading from source; the rest is a hundred times the overhead per experiment. Memory is journals that are read whole, a hundred at once. To reach the goal: as for the overhead per experiment.';
const hundredIs =
  'from source, on one engine, store and journal, real local requests; the waits are leapt over, the far end is in memory';

const figures = (
  name: string,
  { seconds, mebibytes }: Taken,
  bare: Taken,
  goal: { seconds: number; mebibytes?: number },
  what = '',
  inTheWay: string | undefined = undefined,
): readonly Figure[] => {
  const method = `whole process, median of several${what ? `; ${what}` : ''}`;
  return [
    { name, value: seconds, unit: 's', goal: goal.seconds, method, ...(inTheWay && { inTheWay }) },
    {
      ...{ name: `${name}: peak memory`, value: mebibytes, unit: 'MiB', method },
      ...(goal.mebibytes && { goal: goal.mebibytes }),
    },
    {
      ...{ name: `${name}, against bare Node`, value: rounded(seconds / bare.seconds), unit: '×' },
      method: `floor in the same run: node -e 0 takes ${bare.seconds} s and ${bare.mebibytes} MiB`,
    },
  ];
};

// What the tarball holds, where no source is beside it: the launcher takes dist.
const pack = (folder: string): string => {
  const built = spawnSync(process.execPath, [join(root, 'scripts', 'pack-cli.ts')], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(built.stderr);
  const home = join(folder, 'packed');
  for (const part of ['bin', 'dist', 'statemachines', 'schema', 'package.json'])
    cpSync(join(root, part), join(home, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'));
  return join(home, 'bin', 'firedrill.js');
};

const trivial = `kind: Experiment
name: trivial
title: Nothing much happens
owner: bench@example.com
purpose: To be measured
steadyState:
  holdFor: PT1S
  probes:
    - name: front-page
      type: http
      url: http://shop.lab/
      every: PT1S
      timeout: PT10S
      expect: { status: [200, 502, 503, 504] }
faults:
  - name: deregister-one
    action: elbv2/deregister-target
    targets:
      resourceType: aws:ec2:instance
      tags: { app: shop, tier: web }
      filters: [{ path: State.Name, values: [running] }]
      select: COUNT(1)
    parameters: { duration: PT1S }
recovery: { within: PT3M }
limits: { maxDuration: PT15M, maxTargets: 1, maxPercent: 100 }
`;
