import { randomUUID } from 'node:crypto';
import { CreateScheduleGroupCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { expect, inject, test } from 'vitest';
import { armDeadMen } from '../../../adapters/scheduler/arm.ts';
import { disarmDeadMen } from '../../../adapters/scheduler/disarm.ts';
import { sampleFaultRecord } from '../../contracts/samples.ts';
import { testSettings } from '../support/signals-server.ts';

/** SQS by hand: there is no client of it here, because nothing of ours reads a queue. */
const sqs = async (operation: string, body: object): Promise<SqsAnswer> => {
  const answer = await fetch(inject('ministack'), {
    method: 'POST',
    headers: {
      'x-amz-target': `AmazonSQS.${operation}`,
      'content-type': 'application/x-amz-json-1.0',
      // Only the Region of it is looked at.
      authorization: 'AWS4-HMAC-SHA256 Credential=testing/20261123/eu-central-1/sqs/aws4_request',
    },
    body: JSON.stringify(body),
  });
  return (await answer.json()) as SqsAnswer;
};

type SqsAnswer = { readonly QueueUrl?: string; readonly Messages?: readonly { readonly Body: string }[] };

// A minute is the shortest rate there is, and ministack's schedules really fire.
test('what fires on ministack is called with the whole input', { timeout: 150_000 }, async () => {
  const [mark, runId] = [randomUUID(), `run-${randomUUID().slice(0, 20)}`];
  const { QueueUrl } = await sqs('CreateQueue', { QueueName: `fired-${mark}` });
  const client = new SchedulerClient(testSettings(inject('ministack')));
  await client.send(new CreateScheduleGroupCommand({ Name: mark }));
  const place = {
    group: mark,
    functionArn: `arn:aws:sqs:eu-central-1:000000000000:fired-${mark}`,
    roleArn: 'arn:aws:iam::000000000000:role/scheduler',
    deadLetterArn: 'arn:aws:sqs:eu-central-1:000000000000:dead-letters',
  };
  const input = { runId, faults: [sampleFaultRecord({ runId })] };

  await armDeadMen(client, place).arm(input, Date.now());

  const received = async () => {
    const { Messages = [] } = await sqs('ReceiveMessage', { QueueUrl, WaitTimeSeconds: 5 });
    return Messages.map(({ Body }) => JSON.parse(Body));
  };
  await expect.poll(received, { timeout: 120_000, interval: 100 }).toEqual([input]);
  await disarmDeadMen(client, mark).disarm(runId);
});
