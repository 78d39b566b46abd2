import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Conclusion, Plan, Run } from '../../../core/run.ts';
import { anExperiment } from '../../support/an-experiment.ts';
import {
  wholeExperiments,
  wholeGameDays,
  wholeJournal,
  wholeLeases,
  wholeLevers,
  wholeRuns,
} from '../dynamodb/whole-ports.ts';
import { type AtStage, openStage } from './support/stack.ts';

const held: Conclusion = {
  ...{ hypothesis: 'held', restoration: 'restored', reasons: ['every probe held'] },
  ...{ measures: { recoveryMs: 42_000 }, exitCode: 0 },
};
const plan: Plan = {
  ...{ experiment: { name: 'one-instance-stops', version: 'v' }, seed: 's' },
  ...{ faults: [], observeMs: 120_000, hash: 'abc' },
};
let stage: AtStage;

/** A run of the stage, as its functions would have written it. */
const aRun = async (runId: string, fields: Partial<Run> = {}) => {
  const experiment = await wholeExperiments(stage.table).put(
    anExperiment({ approval: { required: true, timeoutMs: 60_000 } }),
  );
  await wholeRuns(stage.table).create({
    ...{ runId, experiment, trigger: { kind: 'cli', actor: 'ana' }, seed: runId, epoch: 0 },
    ...{ state: 'planned', createdAtMs: Date.now(), ...fields },
  });
  await wholeJournal(stage.table).append(runId, { kind: 'run-created', atMs: Date.now(), actor: 'ana' });
};

beforeAll(async () => {
  stage = await openStage();
  await aRun('run-over');
  await wholeRuns(stage.table).update('run-over', {}, { state: 'closed', conclusion: held });
});
afterAll(() => stage.close());

test('a stage with nothing open says so, and which it is', async () => {
  const { code, result, stderr } = await stage.run('status');

  expect(code, stderr).toBe(0);
  expect(stderr).toContain(`The stage test, with its table ${stage.table.name}.`);
  expect(result).toMatchObject({ lab: null, open: [], leases: [], levers: [] });
  expect(existsSync(stage.stateDir)).toBe(false);
});

test('what is open, leased and forbidden is in the status', async () => {
  await aRun('run-open', { state: 'observing' });
  await wholeLeases(stage.table).acquire('run-open', ['alarm:shop-errors']);
  await wholeLevers(stage.table).engage({ scope: 'global', by: 'ben', reason: 'a sale', atMs: 1 });
  const { result, stderr } = await stage.run('status');
  await wholeLevers(stage.table).release('global');

  expect(result).toMatchObject({
    open: [{ runId: 'run-open', state: 'observing' }],
    leases: [{ key: 'alarm:shop-errors', holder: 'run-open' }],
    levers: [{ by: 'ben' }],
  });
  expect(stderr).toContain('The global lever is engaged by ben: a sale');
});

test('a run that is not verified restored makes the status exit with 5', async () => {
  const conclusion: Conclusion = { ...held, restoration: 'unverified', exitCode: 5 };
  await aRun('run-bad', { state: 'verifying', conclusion });
  const { code, stderr } = await stage.run('status');
  await wholeRuns(stage.table).update('run-bad', {}, { state: 'closed' });

  expect(code).toBe(5);
  expect(stderr).toContain('NOT VERIFIED RESTORED');
});

test('list and history tell of the runs in the table', async () => {
  const list = await stage.run('list');
  const history = await stage.run('history', '--experiment', 'one-instance-stops');

  expect(list.lines.some(({ run }) => (run as Run | undefined)?.runId === 'run-over')).toBe(true);
  expect(history.lines[0]).toMatchObject({ type: 'experiment', daysSinceHeld: 0 });
  expect(history.stderr).toContain('recovered in 42 s');
});

test('a report is written here from what the table remembers', async () => {
  const { code, result, stderr } = await stage.run('report', 'run-over', '--format', 'json');

  expect(code, stderr).toBe(0);
  const text = readFileSync(String(result.file), 'utf8');
  expect(result.file).toBe(join(stage.stateDir, 'results', 'run-over.report.json'));
  expect(JSON.parse(text)).toMatchObject({ run: { runId: 'run-over' }, chain: { ok: true } });
});

test('stop signals the run in the name of the caller, and twice is harmless', async () => {
  await aRun('run-to-stop', { state: 'observing' });
  const first = await stage.run('stop', 'run-to-stop', '--reason', 'the shop has a sale');
  const second = await stage.run('stop', 'run-to-stop');

  expect([first.code, second.code], first.stderr + second.stderr).toEqual([0, 0]);
  const run = await wholeRuns(stage.table).get('run-to-stop');
  expect(run).toMatchObject({
    state: 'reverting',
    epoch: 1,
    signal: { kind: 'person', reason: 'the shop has a sale', actor: expect.stringMatching(/^arn:aws:/) },
  });
  const kinds = (await wholeJournal(stage.table).read('run-to-stop')).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'signal')).toHaveLength(1);
});

test('stop --all stops game days and the runs in them', async () => {
  await aRun('run-of-day', { state: 'observing' });
  await wholeGameDays(stage.table).create({
    ...{ gameDayId: 'day-1', experiments: [], trigger: { kind: 'cli', actor: 'ana' }, state: 'running' },
    document: {
      ...{ kind: 'GameDay', name: 'autumn', title: 'Autumn', owner: 'shop', purpose: 'practice' },
      ...{ notify: [], steps: [] },
    },
    ...{ createdAtMs: Date.now(), steps: [{ step: 0, runId: 'run-of-day' }], openedBefore: -1 },
  });
  const { code, result, stderr } = await stage.run('stop', '--all');

  expect(code, stderr).toBe(0);
  expect(result.stopping).toEqual(expect.arrayContaining(['day-1', 'run-of-day', 'run-open']));
  expect((await wholeGameDays(stage.table).get('day-1'))?.stop?.by).toMatch(/^arn:aws:/);
  expect((await wholeRuns(stage.table).get('run-of-day'))?.state).toBe('reverting');
});

test('stop of what never was is a mistake; of what is over, none', async () => {
  const never = await stage.run('stop', 'run-never');
  const over = await stage.run('stop', 'run-over');

  expect([never.code, over.code]).toEqual([2, 0]);
  expect(over.stderr).toContain('run-over is over already');
});

test.for([
  ['approve', 'approved'],
  ['deny', 'denied'],
] as const)('%s is on record, with the ARN of who said it', async ([command, answer]) => {
  const runId = `run-to-${command}`;
  await aRun(runId, { state: 'awaiting-approval', plan });
  const { code, stderr } = await stage.run(command, runId);

  expect(code, stderr).toBe(0);
  expect((await wholeRuns(stage.table).get(runId))?.approval).toMatchObject({
    ...{ answer, planHash: 'abc' },
    by: expect.stringMatching(/^arn:aws:/),
  });
});

test('watch follows a run to its verdict', async () => {
  await aRun('run-watched', { state: 'verifying' });
  const program = stage.start(['watch', 'run-watched']);
  await program.entry('run-created');
  await wholeRuns(stage.table).update('run-watched', {}, { state: 'closed', conclusion: held });
  const { code, result, stderr } = await program.ended;

  expect(code, stderr).toBe(0);
  expect(result).toMatchObject({ id: 'run-watched', hypothesis: 'held' });
  expect(stderr).toContain(`report: s3://${stage.bucket}/results/run-watched.html`);
});
