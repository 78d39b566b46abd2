import { randomUUID } from 'node:crypto';
import { DescribeInstancesCommand, RunInstancesCommand } from '@aws-sdk/client-ec2';
import { GetScheduleCommand, ListSchedulesCommand } from '@aws-sdk/client-scheduler';
import { expect } from 'vitest';
import { runReader } from '../../../adapters/dynamodb/runs.ts';
import type { AlarmState } from '../../../core/ports.ts';
import type { Run } from '../../../core/run.ts';
import { setAlarm } from '../support/signals-alarms.ts';
import type { Stage } from './stage.ts';

/** Waits by the clock on the wall, which is an emulator's. */
export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Looks again and again until there is what is looked for. */
export const until = async <T>(
  what: string,
  look: () => Promise<T | undefined | false>,
  withinMs = 180_000,
): Promise<T> => {
  const endMs = Date.now() + withinMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (Date.now() > endMs) throw new Error(`Waited ${withinMs} ms in vain until ${what}`);
    await sleep(200);
  }
};

/** Instances that are hit, and what is seen of them and of their run. */
export type Drills = ReturnType<typeof drillsOn>;

/** Drills on a stage. */
export const drillsOn = (stage: Stage) => {
  const table = { client: stage.clients.dynamodb, name: stage.environment.FIREDRILL_TABLE ?? '' };
  const runWhen = (runId: string, is: (run: Run) => boolean, what: string) =>
    until(`run ${runId} ${what}`, async () => {
      const run = await runReader(table).get(runId);
      if (run && is(run)) return run;
      // What is closed becomes nothing else.
      if (run?.state !== 'closed') return undefined;
      const came = JSON.stringify(run.refusal ?? run.conclusion);
      throw new Error(`Run ${runId} was closed before it ${what}: ${came}`);
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
      detail: {
        alarmName: alarm,
        state: { value: state, reason: 'set', timestamp: new Date().toISOString() },
      },
    });
  };

  /** A run whose execution has ended well: it is closed, and what comes after that is done too. */
  const concluded = async (runId: string, alarm: string) => {
    const ended = await until(`the execution of run ${runId} has ended`, async () => {
      // A steady state shows itself with time, and somebody has to look again.
      await change(alarm, 'OK');
      const described = stage.engine.describeExecution(runId);
      return described.status !== 'RUNNING' && described;
    });
    expect(ended).toMatchObject({ status: 'SUCCEEDED' });
    return runWhen(runId, ({ state }) => state === 'closed', 'is closed');
  };

  return { table, runWhen, concluded, twoInstances, allAre, deadMan, change };
};
