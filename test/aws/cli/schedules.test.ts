import { randomUUID } from 'node:crypto';
import { CreateScheduleGroupCommand, SchedulerClient } from '@aws-sdk/client-scheduler';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { scheduleReader } from '../../../adapters/scheduler/schedule-reader.ts';
import { shortExperiment } from '../../e2e/support/documents.ts';
import { testSettings } from '../support/signals-server.ts';
import { type AtStage, openStage, region } from './support/stack.ts';

const group = `documents-${randomUUID()}`;
const env = {
  FIREDRILL_SCHEDULE_GROUP: group,
  FIREDRILL_SCHEDULE_FUNCTION:
    'arn:aws:lambda:eu-west-1:123456789012:function:firedrill-test-start-requested',
  FIREDRILL_SCHEDULE_ROLE: 'arn:aws:iam::123456789012:role/scheduler',
  FIREDRILL_DEAD_LETTERS: 'arn:aws:sqs:eu-west-1:123456789012:dead-letters',
};
const client = () => new SchedulerClient({ ...testSettings(inject('moto')), region });
const weekly = 'schedule: { expression: "cron(0 10 ? * TUE *)", zone: Europe/Berlin }';

let stage: AtStage;
beforeAll(async () => {
  stage = await openStage();
  await client().send(new CreateScheduleGroupCommand({ Name: group }));
});
afterAll(() => stage.close());

const must = async (...args: readonly string[]) => {
  const ended = await stage.start(args, { env }).ended;
  expect(ended.stderr + ended.code).toMatch(/0$/);
  return ended.result;
};

test('documents are applied to a stack with their schedules, which are foreseen, paused and deleted', async () => {
  const file = stage.write('short.yml', shortExperiment({ more: weekly }));
  expect(await must('apply', file, '--yes')).toMatchObject({ applied: true, created: [{ name: 'short' }] });
  expect(await must('apply', file)).toMatchObject({ unchanged: [{ name: 'short' }] });
  expect(await must('schedule', 'next', '--count', '3')).toMatchObject({
    schedules: [{ name: 'short', occurrences: [{ refusals: [] }, { refusals: [] }, { refusals: [] }] }],
  });

  await must('schedule', 'pause', 'short');
  const { get } = scheduleReader(client(), group);
  const short = { kind: 'Experiment', name: 'short' } as const;
  expect(await get(short)).toMatchObject({ paused: { by: expect.stringContaining('arn:aws:') } });
  await must('schedule', 'resume', 'short');
  expect(await get(short)).not.toHaveProperty('paused');

  const other = stage.write('other.yml', shortExperiment({ name: 'other' }));
  expect(await must('apply', other, '--prune', '--yes')).toMatchObject({ deleted: [{ name: 'short' }] });
  expect(await get(short)).toBeUndefined();
});

test('a stack of before there were schedules says that it must be deployed again', async () => {
  const { code, stderr } = await stage.run('schedule', 'list');
  expect(code).toBe(2);
  expect(stderr).toContain('the stack firedrill-test has no group of schedules: deploy it again');
});
