import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { experimentWriter } from '../../../adapters/dynamodb/experiments.ts';
import { faultReader } from '../../../adapters/dynamodb/faults.ts';
import { journalReader } from '../../../adapters/dynamodb/journal.ts';
import { runReader } from '../../../adapters/dynamodb/runs.ts';
import { verifyChain } from '../../../core/chain.ts';
import { startRun } from '../../../core/protocol/start.ts';
import { anExperiment } from '../../support/an-experiment.ts';
import { setAlarm } from '../support/signals-alarms.ts';
import { type Drills, drillsOn, sleep } from './drills.ts';
import { openStage, type Stage } from './stage.ts';

const holdForMs = 1_000;
let stage: Stage;
let drills: Drills;

beforeAll(async () => {
  stage = await openStage(inject('moto'), inject('ministack'));
  drills = drillsOn(stage);
}, 300_000);

afterAll(() => stage.close());

const stopsInstances = (name: string, drill: string, alarm: string) =>
  anExperiment({
    name,
    steadyState: {
      holdForMs,
      probes: [{ type: 'alarm', name: 'errors', alarm }],
    },
    faults: [
      {
        name: 'stop-them',
        action: 'aws:ec2:stop-instances',
        targets: {
          resourceType: 'aws:ec2:instance',
          tags: { drill },
          filters: [],
          select: { mode: 'ALL' },
        },
        parameters: {},
        startAfterMs: 0,
        durationMs: 600_000,
      },
    ],
    recovery: { withinMs: 600_000 },
  });

const start = async (runId: string, experiment: ReturnType<typeof anExperiment>) => {
  const ref = await experimentWriter(drills.table).put(experiment);
  const trigger = { kind: 'api', actor: 'test' } as const;
  await startRun(stage.trigger(), { runId, experiment: ref, trigger });
};

/** A run that has stopped its two instances. */
const faulted = async () => {
  const drill = await drills.twoInstances();
  const alarm = `errors-${drill}`;
  const runId = `run-${drill}`;
  await setAlarm(stage.clients.cloudwatch, alarm, 'OK');
  await sleep(holdForMs + 500);
  await start(runId, stopsInstances('instances-stop', drill, alarm));
  await drills.runWhen(runId, ({ state }) => state === 'observing', 'is observing');
  await drills.allAre(drill, 'stopped');
  return { drill, alarm, runId };
};

test('an alarm stops a run, and everything is put back, verified and told', {
  timeout: 600_000,
}, async () => {
  const { drill, alarm, runId } = await faulted();
  await drills.change(alarm, 'ALARM');
  await drills.allAre(drill, 'running');
  const run = await drills.concluded(runId, alarm);

  expect(run.conclusion).toMatchObject({ hypothesis: 'failed', restoration: 'restored', exitCode: 3 });
  expect((await faultReader(drills.table).faults(runId)).map(({ state }) => state)).toEqual(['verified']);
  const journal = await journalReader(drills.table).read(runId);
  expect(verifyChain(journal).ok).toBe(true);
  expect(journal.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['fault-intended', 'fault-injected', 'signal', 'undo-accepted', 'concluded']),
  );
  expect(await drills.deadMan(runId)).toBeUndefined();
  const { Contents: kept = [] } = await stage.clients.s3.send(
    new ListObjectsV2Command({ Bucket: stage.environment.FIREDRILL_BUCKET, Prefix: `results/${runId}` }),
  );
  expect(kept.map(({ Key }) => Key)).toEqual([`results/${runId}.html`, `results/${runId}.json`]);
});

test('with its execution gone, the dead man alone puts everything back, and is not disarmed before it is verified', {
  timeout: 600_000,
}, async () => {
  const { drill, runId } = await faulted();
  stage.engine.stopExecution(runId, { error: 'Stopped', cause: 'by hand' });
  const input = (await drills.deadMan(runId))?.Target?.Input ?? '';

  const atWork = Promise.resolve(stage.functions.get('dead-man')?.(JSON.parse(input)));
  atWork.catch(() => undefined);

  await drills.allAre(drill, 'running');
  expect(await drills.deadMan(runId)).toBeDefined();
  expect(['reverting', 'verifying']).toContain((await runReader(drills.table).get(runId))?.state);
});
