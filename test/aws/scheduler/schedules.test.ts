import { randomUUID } from 'node:crypto';
import {
  CreateScheduleGroupCommand,
  GetScheduleCommand,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { describe, expect, inject, test } from 'vitest';
import { runScheduleName } from '../../../adapters/scheduler/run-schedule.ts';
import { schedules } from '../../../adapters/scheduler/schedules.ts';
import { StoreUnreadable } from '../../../core/errors.ts';
import type { Schedules } from '../../../core/fronts.ts';
import { schedulesContract } from '../../contracts/schedules-contract.ts';
import { failsAsCallsDo } from '../support/signals-failures.ts';
import { testSettings } from '../support/signals-server.ts';

const placeIn = (group: string) => ({
  group,
  functionArn: 'arn:aws:lambda:eu-central-1:123456789012:function:firedrill-test-start-requested',
  roleArn: 'arn:aws:iam::123456789012:role/scheduler',
  deadLetterArn: 'arn:aws:sqs:eu-central-1:123456789012:dead-letters',
});

const weekly = { expression: 'cron(0 10 ? * TUE *)', zone: 'Europe/Berlin', flexibleWindowMs: 900_000 };
const shop = { kind: 'Experiment', name: 'shop' } as const;
const nowMs = Date.parse('2026-12-01T09:00:00Z');

const onMoto = async (now: () => number = () => nowMs) => {
  const client = new SchedulerClient(testSettings(inject('moto')));
  const group = `group-${randomUUID()}`;
  await client.send(new CreateScheduleGroupCommand({ Name: group }));
  const whole: Schedules = schedules(client, placeIn(group), { now });
  const stored = (ref = shop) =>
    client.send(new GetScheduleCommand({ Name: runScheduleName(ref), GroupName: group }));
  return { client, group, schedules: whole, stored };
};

schedulesContract('scheduler, moto', async () => ({ ...(await onMoto()), now: () => nowMs }));

describe('a schedule on Scheduler', () => {
  test('calls the function with the occurrence, in its zone and window, and leaves the rest with the dead letters', async () => {
    const { schedules: kept, stored, group } = await onMoto();
    await kept.put(shop, { ...weekly, endMs: nowMs + 86_400_000 });

    expect(await stored()).toMatchObject({
      GroupName: group,
      ScheduleExpression: 'cron(0 10 ? * TUE *)',
      ScheduleExpressionTimezone: 'Europe/Berlin',
      EndDate: new Date(nowMs + 86_400_000),
      FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 15 },
      State: 'ENABLED',
      Target: {
        Arn: placeIn('').functionArn,
        RoleArn: placeIn('').roleArn,
        RetryPolicy: { MaximumEventAgeInSeconds: 900, MaximumRetryAttempts: 3 },
        DeadLetterConfig: { Arn: placeIn('').deadLetterArn },
      },
    });
    expect(JSON.parse((await stored()).Target?.Input ?? '')).toMatchObject({
      kind: 'Experiment',
      name: 'shop',
      occurrence: '<aws.scheduler.scheduled-time>',
    });
  });

  test('is retried no longer than its window is wide', async () => {
    const { schedules: kept, stored } = await onMoto();
    const ageWith = async (flexibleWindowMs: number | undefined) => {
      await kept.put(shop, { ...weekly, ...(flexibleWindowMs && { flexibleWindowMs }) });
      return (await stored()).Target?.RetryPolicy?.MaximumEventAgeInSeconds;
    };
    const { flexibleWindowMs: _, ...narrow } = weekly;
    await kept.put(shop, narrow);
    expect((await stored()).Target?.RetryPolicy?.MaximumEventAgeInSeconds).toBe(60);
    expect(await ageWith(300_000)).toBe(300);
    expect(await ageWith(86_400_000)).toBe(900);
  });

  test('that is paused is disabled, and says in its description who did it', async () => {
    const { schedules: kept, stored } = await onMoto();
    await kept.put(shop, weekly);
    await kept.pause(shop, 'ana', nowMs);

    expect(await stored()).toMatchObject({
      State: 'DISABLED',
      Description: 'Paused by ana at 2026-12-01T09:00:00.000Z',
    });
    await kept.resume(shop);
    expect(await stored()).toMatchObject({
      State: 'ENABLED',
      Description: 'Starts Experiment shop of Firedrill',
    });
  });

  test('at a rate goes on at its own pace when it is changed: Scheduler takes no start that is past', async () => {
    let now = nowMs;
    const { schedules: kept, stored } = await onMoto(() => now);
    await kept.put(shop, { expression: 'rate(7 days)', zone: 'UTC' });
    const first = (await stored()).StartDate?.getTime() ?? 0;
    expect(first).toBe(nowMs + 7 * 86_400_000);

    now = first + 86_400_000;
    await kept.pause(shop, 'ana', now);
    await kept.resume(shop);

    expect((await stored()).StartDate?.getTime()).toBe(first + 7 * 86_400_000);
    expect((await kept.get(shop))?.schedule.startMs).toBe(first);
  });

  test('at a cron has no start any more once that is past', async () => {
    const { schedules: kept, stored } = await onMoto();
    await kept.put(shop, { ...weekly, startMs: nowMs + 60_000 });
    expect((await stored()).StartDate?.getTime()).toBe(nowMs + 60_000);
    await kept.put(shop, { ...weekly, startMs: nowMs - 60_000 });
    expect((await stored()).StartDate).toBeUndefined();
  });

  test('that somebody else has disabled or changed is shown as it is', async () => {
    const { client, schedules: kept, stored } = await onMoto();
    await kept.put(shop, weekly);
    const { Name, GroupName, Target, FlexibleTimeWindow } = await stored();
    const changed = { ScheduleExpression: 'cron(0 3 * * ? *)', ScheduleExpressionTimezone: 'UTC' };
    const order = { Name, GroupName, Target, FlexibleTimeWindow, ...changed, State: 'DISABLED' } as const;
    await client.send(new UpdateScheduleCommand(order));

    expect(await kept.get(shop)).toMatchObject({
      schedule: { expression: 'cron(0 3 * * ? *)', zone: 'UTC' },
      paused: { by: 'somebody outside of Firedrill' },
    });
    await client.send(
      new UpdateScheduleCommand({
        ...order,
        Target: { ...Target, ...placed, Input: 'x' },
      }),
    );
    await expect(kept.list()).rejects.toThrow(StoreUnreadable);
  });

  test.each([
    ['shop', 'exp-shop'],
    ['a'.repeat(60), `exp-${'a'.repeat(60)}`],
  ])('has the name of its document: %s', (name, expected) => {
    expect(runScheduleName({ kind: 'Experiment', name })).toBe(expected);
  });

  test('of a long name has one of its own that Scheduler takes', () => {
    const names = ['a'.repeat(61), 'a'.repeat(64), `${'a'.repeat(62)}b`].map((name) =>
      runScheduleName({ kind: 'GameDay', name }),
    );
    expect(new Set(names).size).toBe(3);
    for (const name of names) expect(name).toMatch(/^day-a+_[0-9a-f]{20}$/);
    for (const name of names) expect(name.length).toBeLessThanOrEqual(64);
  });
});

const placed = { Arn: placeIn('').functionArn, RoleArn: placeIn('').roleArn };

const of = (settings: ConstructorParameters<typeof SchedulerClient>[0] & object) =>
  schedules(new SchedulerClient(settings), placeIn('g'), { now: () => nowMs });

failsAsCallsDo("schedules of documents at EventBridge Scheduler's", {
  put: (settings) => of(settings).put(shop, weekly),
  get: (settings) => of(settings).get(shop),
  list: (settings) => of(settings).list(),
  pause: (settings) => of(settings).pause(shop, 'ana', nowMs),
  resume: (settings) => of(settings).resume(shop),
  remove: (settings) => of(settings).remove(shop),
});
