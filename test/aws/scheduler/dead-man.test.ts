import { randomUUID } from 'node:crypto';
import { CreateScheduleGroupCommand, GetScheduleCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { describe, expect, inject, test } from 'vitest';
import { armDeadMen } from '../../../adapters/scheduler/arm.ts';
import { disarmDeadMen } from '../../../adapters/scheduler/disarm.ts';
import { postponeDeadMen } from '../../../adapters/scheduler/postpone.ts';
import { scheduleName } from '../../../adapters/scheduler/schedule-name.ts';
import { WrongAsAsked } from '../../../core/errors.ts';
import type { Clock, DeadMan, DeadManInput } from '../../../core/ports.ts';
import { deadManContract } from '../../contracts/dead-man-contract.ts';
import { sampleFaultRecord } from '../../contracts/samples.ts';
import { virtualClock } from '../../support/memory/virtual-clock.ts';
import { fakeScheduler } from '../support/signals-scheduler.ts';
import { testSettings } from '../support/signals-server.ts';

const placeIn = (group: string) => ({
  group,
  functionArn: 'arn:aws:lambda:eu-central-1:123456789012:function:firedrill-test-dead-man',
  roleArn: 'arn:aws:iam::123456789012:role/scheduler',
  deadLetterArn: 'arn:aws:sqs:eu-central-1:123456789012:dead-letters',
});

const deadManIn = (client: SchedulerClient, group: string, clock: Pick<Clock, 'now'>): DeadMan => ({
  ...armDeadMen(client, placeIn(group)),
  ...postponeDeadMen(client, group, clock),
  ...disarmDeadMen(client, group),
});

const faked = async () => {
  const clock = virtualClock(Date.UTC(2026, 10, 23, 10));
  const scheduler = await fakeScheduler(clock);
  const deadMan = deadManIn(new SchedulerClient(scheduler.settings), 'firedrill-test', clock);
  return { clock, scheduler, deadMan };
};

const inputOf = (runId: string): DeadManInput => ({ runId, faults: [sampleFaultRecord({ runId })] });

deadManContract('scheduler, a local server', async () => {
  const { clock, scheduler, deadMan } = await faked();
  const fired = () => scheduler.fired.map((text): DeadManInput => JSON.parse(text));
  return { deadMan, fired, now: clock.now, pass: clock.advance };
});

describe('a schedule', () => {
  test('carries everything, is retried briefly, and leaves what it cannot deliver with the dead letters', async () => {
    const { clock, scheduler, deadMan } = await faked();
    await deadMan.arm(inputOf('run-1'), clock.now() + 1_500);

    const { asked } = scheduler;
    expect(asked[0]).toMatchObject({ operation: 'POST /schedules/dead-man-run-1' });
    expect(scheduler.schedule('dead-man-run-1')).toMatchObject({
      GroupName: 'firedrill-test',
      ScheduleExpression: 'rate(1 minute)',
      // Whole seconds, and never early.
      StartDate: clock.now() / 1_000 + 2,
      FlexibleTimeWindow: { Mode: 'OFF' },
      State: 'ENABLED',
      Target: {
        Arn: placeIn('').functionArn,
        RoleArn: placeIn('').roleArn,
        Input: JSON.stringify(inputOf('run-1')),
        RetryPolicy: { MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 5 },
        DeadLetterConfig: { Arn: placeIn('').deadLetterArn },
      },
    });
    expect(scheduler.schedule('dead-man-run-1')).not.toHaveProperty('EndDate');
  });

  test('is asked for with the same token when it is the same, and with another when it is another', async () => {
    const { clock, scheduler, deadMan } = await faked();
    const fireAtMs = clock.now() + 60_000;
    await deadMan.arm(inputOf('run-1'), fireAtMs);
    await deadMan.arm(inputOf('run-1'), fireAtMs);
    await deadMan.arm(inputOf('run-1'), fireAtMs + 60_000);
    const created = scheduler.asked.filter(({ operation }) => operation.startsWith('POST'));
    const [first, second, third] = created.map(({ body }) => body.ClientToken);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
    expect(`${first}`).toMatch(/^[a-zA-Z0-9-_]{1,64}$/);
  });

  test('that is postponed keeps everything else of it', async () => {
    const { clock, scheduler, deadMan } = await faked();
    await deadMan.arm(inputOf('run-1'), clock.now() + 60_000);
    const KmsKeyArn = 'arn:aws:kms:eu-central-1:123456789012:key/1';
    scheduler.change('dead-man-run-1', { KmsKeyArn, ScheduleExpressionTimezone: 'Europe/Berlin' });
    const { ClientToken: _, StartDate: __, ...before } = scheduler.schedule('dead-man-run-1') ?? {};

    await deadMan.postpone('run-1', clock.now() + 300_000);

    const { ClientToken: ___, StartDate, ...after } = scheduler.schedule('dead-man-run-1') ?? {};
    expect(after).toEqual(before);
    expect(StartDate).toBe(clock.now() / 1_000 + 300);
  });

  test('is not postponed into the past: what is due goes on firing', async () => {
    const { clock, scheduler, deadMan } = await faked();
    await deadMan.arm(inputOf('run-1'), clock.now() + 60_000);
    await clock.advance(600_000);
    const before = scheduler.fired.length;
    expect(await deadMan.postpone('run-1', clock.now() - 400_000)).toBe(true);
    await clock.advance(60_000);
    expect(scheduler.fired.length).toBeGreaterThan(before);
  });

  test('that somebody has disabled is none', async () => {
    const { clock, scheduler, deadMan } = await faked();
    await deadMan.arm(inputOf('run-1'), clock.now() + 60_000);
    scheduler.change('dead-man-run-1', { State: 'DISABLED' });
    expect(await deadMan.postpone('run-1', clock.now() + 60_000)).toBe(false);
    expect(scheduler.schedule('dead-man-run-1')).toMatchObject({ State: 'DISABLED' });
  });

  test('that would need more than Scheduler carries is refused before anything is armed', async () => {
    const { clock, scheduler, deadMan } = await faked();
    const targets = Array.from({ length: 5_000 }, (_, n) => ({
      ...{ arn: `arn:i-${n}`, label: `web-${n}`, tags: { chaos: 'yes' }, containers: [] },
    }));
    const input = { runId: 'run-1', faults: [sampleFaultRecord({ runId: 'run-1', targets })] };
    const arming = deadMan.arm(input, clock.now() + 60_000);
    await expect(arming).rejects.toThrow(WrongAsAsked);
    await expect(arming).rejects.toThrow(/bytes to undo its 5000 targets, and a schedule carries 262144/);
    expect(scheduler.asked).toEqual([]);
  });

  test.each([
    ['run-01hz', 'dead-man-run-01hz'],
    ['day-01hz-2', 'dead-man-day-01hz-2'],
  ])('has the name of its run: %s', (runId, name) => {
    expect(scheduleName(runId)).toBe(name);
  });

  test.each(['run with spaces', 'r'.repeat(60), 'läuft', ''])(
    'of a run whose id is no name has one all the same: %j',
    (runId) => {
      expect(scheduleName(runId)).toMatch(/^dead-man-[0-9a-zA-Z_.-]{0,55}$/);
      expect(scheduleName(runId)).not.toBe(scheduleName(`${runId}x`));
    },
  );
});

describe.each(['moto', 'ministack'] as const)('on %s', (emulator) => {
  test('a dead man is armed, armed again, postponed and disarmed', async () => {
    const client = new SchedulerClient(testSettings(inject(emulator)));
    const [group, runId] = [`group-${randomUUID()}`, `run-${randomUUID().slice(0, 20)}`];
    await client.send(new CreateScheduleGroupCommand({ Name: group }));
    const deadMan = deadManIn(client, group, { now: Date.now });
    const firstMs = Math.ceil(Date.now() / 1_000) * 1_000 + 300_000;
    const stored = () => client.send(new GetScheduleCommand({ Name: scheduleName(runId), GroupName: group }));

    expect(await deadMan.postpone(runId, firstMs)).toBe(false);
    await deadMan.arm(inputOf('other'), firstMs);
    await deadMan.arm({ runId, faults: [] }, firstMs);
    await deadMan.arm(inputOf(runId), firstMs);
    expect((await stored()).StartDate?.getTime()).toBe(firstMs);
    expect(await deadMan.postpone(runId, firstMs + 60_000)).toBe(true);

    const { StartDate, Target, ScheduleExpression } = await stored();
    expect(StartDate?.getTime()).toBe(firstMs + 60_000);
    expect(JSON.parse(Target?.Input ?? '')).toEqual(inputOf(runId));
    expect(Target?.DeadLetterConfig?.Arn).toBe(placeIn('').deadLetterArn);
    expect(ScheduleExpression).toBe('rate(1 minute)');
    await deadMan.disarm(runId);
    await deadMan.disarm(runId);
    await expect(stored()).rejects.toThrow(/not (found|exist)/i);
    expect(await deadMan.postpone(runId, firstMs)).toBe(false);
  });
});
