import { randomUUID } from 'node:crypto';
import { CreateScheduleGroupCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { expect, inject, test } from 'vitest';
import { armDeadMen } from '../../../adapters/scheduler/arm.ts';
import { disarmDeadMen } from '../../../adapters/scheduler/disarm.ts';
import { sampleFaultRecord } from '../../contracts/samples.ts';
import { testSettings } from '../support/signals-server.ts';
import { receivedFrom, sqs } from '../support/signals-sqs.ts';

// A minute is the shortest rate there is, and ministack's schedules really fire.
test('what fires on ministack is called with the whole input', { timeout: 150_000 }, async () => {
  const [mark, runId] = [randomUUID(), `run-${randomUUID().slice(0, 20)}`];
  const { url, arn } = await sqs(inject('ministack'), `fired-${mark}`);
  const client = new SchedulerClient(testSettings(inject('ministack')));
  await client.send(new CreateScheduleGroupCommand({ Name: mark }));
  const roleArn = 'arn:aws:iam::000000000000:role/scheduler';
  const place = { group: mark, functionArn: arn, roleArn, deadLetterArn: arn };
  const input = { runId, faults: [sampleFaultRecord({ runId })] };

  await armDeadMen(client, place).arm(input, Date.now());

  const received = () => receivedFrom(inject('ministack'), url);
  await expect.poll(received, { timeout: 120_000, interval: 100 }).toEqual([input]);
  await disarmDeadMen(client, mark).disarm(runId);
});
