import { randomUUID } from 'node:crypto';
import { DescribeInstancesCommand, RunInstancesCommand } from '@aws-sdk/client-ec2';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { GetScheduleCommand, ListSchedulesCommand } from '@aws-sdk/client-scheduler';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { experimentWriter } from '../../../adapters/dynamodb/experiments.ts';
import { faultReader } from '../../../adapters/dynamodb/faults.ts';
import { journalReader } from '../../../adapters/dynamodb/journal.ts';
import { runReader } from '../../../adapters/dynamodb/runs.ts';
import { verifyChain } from '../../../core/chain.ts';
import type { AlarmState } from '../../../core/ports.ts';
import { startRun } from '../../../core/protocol/start.ts';
import type { Run } from '../../../core/run.ts';
import { anExperiment } from '../../support/an-experiment.ts';
import { setAlarm } from '../support/signals-alarms.ts';
import { openStage, type Stage } from './stage.ts';

const holdForMs = 1_000;
let stage: Stage;

beforeAll(async () => {
  stage = await openStage(inject('moto'), inject('ministack'));
}, 120_000);

afterAll(() => stage.close());

const table = () => ({ client: stage.clients.dynamodb, name: stage.environment.FIREDRILL_TABLE ?? '' });

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const until = async <T>(
  what: string,
  look: () => Promise<T | undefined | false>,
  withinMs = 60_000,
): Promise<T> => {
  const endMs = Date.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > endMs) throw new Error(`Waited ${withinMs} ms in vain until ${what}`);
    await sleep(200);
  }
};

const runWhen = (runId: string, is: (run: Run) => boolean, what: string) =>
  until(`run ${runId} ${what}`, async () => {
    const run = await runReader(table()).get(runId);
    return run && is(run) ? run : undefined;
  });

const twoInstances = async () => {
  const drill = randomUUID();
  const tags = { drill, chaos: 'yes' };
  await stage.clients.ec2.send(
    new RunInstancesCommand({
      ...{ ImageId: 'ami-12c6146b', MinCount: 2, MaxCount: 2 },
      TagSpecifications: [
        { ResourceType: 'instance', Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) },
      ],
    }),
  );
  return drill;
};

const statesOf = async (drill: string) => {
  const filter = { Name: 'tag:drill', Values: [drill] };
  const { Reservations = [] } = await stage.clients.ec2.send(
    new DescribeInstancesCommand({ Filters: [filter] }),
  );
  return Reservations.flatMap(({ Instances = [] }) => Instances.map(({ State }) => State?.Name));
};

const allAre = (drill: string, wanted: string) =>
  until(`all instances are ${wanted}`, async () =>
    (await statesOf(drill)).every((state) => state === wanted),
  );

const deadMan = async (runId: string) => {
  const group = { GroupName: stage.environment.FIREDRILL_DEADMAN_GROUP };
  const { Schedules = [] } = await stage.clients.scheduler.send(new ListSchedulesCommand(group));
  const [name] = Schedules.flatMap(({ Name = '' }) => (Name.includes(runId) ? [Name] : []));
  return name === undefined
    ? undefined
    : stage.clients.scheduler.send(new GetScheduleCommand({ ...group, Name: name }));
};

// What EventBridge sends when an alarm changes its state.
const change = async (alarm: string, state: AlarmState) => {
  await setAlarm(stage.clients.cloudwatch, alarm, state);
  await stage.functions.get('on-signal')?.({
    'detail-type': 'CloudWatch Alarm State Change',
    resources: [`arn:aws:cloudwatch:eu-central-1:123456789012:alarm:${alarm}`],
    detail: { alarmName: alarm, state: { value: state, reason: 'set', timestamp: new Date().toISOString() } },
  });
};

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
        durationMs: 120_000,
      },
    ],
    recovery: { withinMs: 120_000 },
  });

const start = async (runId: string, experiment: ReturnType<typeof anExperiment>) => {
  const ref = await experimentWriter(table()).put(experiment);
  const trigger = { kind: 'api', actor: 'test' } as const;
  await startRun(stage.trigger(), { runId, experiment: ref, trigger });
};

/** A run that has stopped its two instances. */
const faulted = async () => {
  const drill = await twoInstances();
  const alarm = `errors-${drill}`;
  const runId = `run-${drill}`;
  await setAlarm(stage.clients.cloudwatch, alarm, 'OK');
  await sleep(holdForMs + 500);
  await start(runId, stopsInstances('instances-stop', drill, alarm));
  await runWhen(runId, ({ state }) => state === 'observing' || state === 'closed', 'is observing');
  await allAre(drill, 'stopped');
  return { drill, alarm, runId };
};

test('an alarm stops a run, and everything is put back, verified and told', {
  timeout: 180_000,
}, async () => {
  const { drill, alarm, runId } = await faulted();
  await change(alarm, 'ALARM');
  await allAre(drill, 'running');
  await change(alarm, 'OK');
  await runWhen(runId, ({ state }) => state === 'recovering' || state === 'closed', 'recovers');
  await sleep(holdForMs + 500);
  await change(alarm, 'OK');
  const run = await runWhen(runId, ({ state }) => state === 'closed', 'is closed');

  expect(run.conclusion).toMatchObject({ hypothesis: 'failed', restoration: 'restored', exitCode: 3 });
  expect((await faultReader(table()).faults(runId)).map(({ state }) => state)).toEqual(['verified']);
  const journal = await journalReader(table()).read(runId);
  expect(verifyChain(journal).ok).toBe(true);
  expect(journal.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['fault-intended', 'fault-injected', 'signal', 'undo-accepted', 'concluded']),
  );
  expect(await deadMan(runId)).toBeUndefined();
  const kept = await until('the report is there', async () => {
    const { Contents } = await stage.clients.s3.send(
      new ListObjectsV2Command({ Bucket: stage.environment.FIREDRILL_BUCKET }),
    );
    return Contents?.map(({ Key }) => Key);
  });
  expect(kept).toEqual([`results/${runId}.html`, `results/${runId}.json`]);
});

test('with its execution gone, the dead man alone puts everything back, and is not disarmed before it is verified', {
  timeout: 120_000,
}, async () => {
  const { drill, runId } = await faulted();
  stage.engine.stopExecution(runId, { error: 'Stopped', cause: 'by hand' });
  const input = (await deadMan(runId))?.Target?.Input ?? '';

  const atWork = Promise.resolve(stage.functions.get('dead-man')?.(JSON.parse(input)));
  atWork.catch(() => undefined);

  await allAre(drill, 'running');
  expect(await deadMan(runId)).toBeDefined();
  expect((await runReader(table()).get(runId))?.state).toBe('reverting');
});
