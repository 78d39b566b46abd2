import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RestorationVerdict } from '../../core/run.ts';
import type { LabClient } from '../../lab/client.ts';
import { shortExperiment, stopInstances } from './support/documents.ts';
import { expectHome, journalOf, lastRun } from './support/home.ts';
import { openPlace } from './support/place.ts';

const place = openPlace();
const experiment = place.write('short.yml', shortExperiment());
const twoFaults = place.write(
  'two-faults.yml',
  shortExperiment({
    name: 'two-faults',
    maxTargets: 2,
    maxPercent: 67,
    faults: `${stopInstances('first', 1)}\n${stopInstances('second', 1, 'PT4S')}`,
  }),
);
let lab: LabClient;

beforeAll(async () => {
  await place.must('lab', 'up', '--time-scale', '30');
  lab = place.lab();
});
afterAll(place.close);

// Every command takes home what it finds; which one it is does not matter.
const commands = [
  ['status'],
  ['list'],
  ['validate', experiment],
  ['plan', experiment],
  ['lab', 'up'],
  ['stop', '--all'],
] as const;

const killedAt = async (dieAt: string, file = experiment): Promise<string> => {
  const { signal, stderr } = await place.start(['run', file, '--wait'], { dieAt }).ended;
  expect(signal, stderr).toBe('SIGKILL');
  return (await lastRun(place)).runId;
};

const untouched = 'nothing-injected';
const back = 'restored';

// The n-th journal entry of a kind on its stdout, and so many milliseconds later.
const moments: readonly (readonly [dieAt: string, restoration: RestorationVerdict])[] = [
  ['run-created', untouched],
  ['planned', untouched],
  ['committed', untouched],
  ['checking-steady-state', untouched],
  ['reading:3', untouched],
  ['before-image', untouched],
  ['dead-man-armed', untouched],
  ['fault-intended', back],
  ['fault-intended:1:1', back],
  ['fault-injected', back],
  ['fault-injected:1:20', back],
  ['fault-proven', back],
  ['fault-proven:1:150', back],
  ['reverting', back],
  ['undo-accepted', back],
  ['undo-accepted:1:10', back],
  ['fault-verified', back],
  ['restoration-verified', back],
  ['awaiting-recovery', back],
  ['recovered', back],
];

test.for(moments.map((moment, n) => [...moment, commands[n % commands.length] ?? []] as const))(
  'an orchestrator killed with -9 at %s leaves a run that is %s by the next command: %j',
  async ([dieAt, restoration, command]) => {
    const runId = await killedAt(dieAt);

    const next = await place.must(...command);

    await expectHome(place, lab, runId);
    const run = await lastRun(place);
    expect(run).toMatchObject({
      runId,
      state: 'closed',
      conclusion: { hypothesis: 'untested', restoration },
    });
    expect(run.conclusion?.reasons.join()).toContain('the process that drove it has died in state');
    expect(next.lines).toContainEqual({
      type: 'recovered',
      runId,
      experiment: 'short',
      conclusion: run.conclusion,
    });
  },
);

test.for(['concluded', 'result'])(
  'a verdict stands when its process is killed at %s, and what it left undone is done',
  async (dieAt) => {
    const runId = await killedAt(dieAt);

    await place.must('status');

    await expectHome(place, lab, runId);
    const { conclusion } = await lastRun(place);
    expect(conclusion).toMatchObject({ hypothesis: 'held', restoration: 'restored' });
  },
);

test('an orchestrator killed between two faults never injects the second', async () => {
  const runId = await killedAt('fault-injected', twoFaults);

  await place.must('status');

  await expectHome(place, lab, runId);
  const intended = (await journalOf(place, runId)).filter(({ kind }) => kind === 'fault-intended');
  expect(intended).toHaveLength(1);
});

test.for(['signal', 'undo-accepted', 'fault-verified', 'restoration-verified', 'concluded'])(
  'whoever takes a run home may be killed with -9 too, at %s, and the next one finishes',
  async (dieAt) => {
    const runId = await killedAt('fault-proven');
    const { signal, stderr } = await place.start(['status'], { dieAt }).ended;
    expect(signal, stderr).toBe('SIGKILL');

    await place.must('list');

    await expectHome(place, lab, runId);
    const { conclusion } = await lastRun(place);
    expect(conclusion).toMatchObject({ hypothesis: 'untested', restoration: 'restored' });
  },
);

test('a new run first takes home what a killed one left, and then has its own verdict', async () => {
  const left = await killedAt('fault-proven');

  const { lines, result } = await place.must('run', experiment, '--wait');

  expect(lines.find(({ type }) => type === 'recovered')).toMatchObject({ runId: left });
  expect(result).toMatchObject({ type: 'result', hypothesis: 'held', restoration: 'restored' });
  await expectHome(place, lab, left);
});
