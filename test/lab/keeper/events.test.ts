import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LabEvent } from '../../../lab/keeper/api.ts';
import { openLab, type TestLab } from './support.ts';

let test1: TestLab;
beforeAll(async () => {
  test1 = await openLab();
});
afterAll(() => test1?.close());

const take = async (count: number, after: number) => {
  const events: LabEvent[] = [];
  for await (const event of test1.lab.events({ after })) {
    events.push(event);
    if (events.length === count) break;
  }
  return events;
};

const flip = async (state: 'ALARM' | 'OK') =>
  test1.lab.setAlarmState({ alarmName: 'shop-5xx', state, reason: 'a drill' });

test('an alarm that is set is told to whoever listens', async () => {
  const { lastEventSeq } = await test1.lab.snapshot();
  const heard = take(1, lastEventSeq);
  await flip('ALARM');
  const [told] = await heard;
  expect(told?.event).toMatchObject({ detail: { alarmName: 'shop-5xx', state: { value: 'ALARM' } } });
  await flip('OK');
});

test('who comes back hears what it missed, in order', async () => {
  const { lab } = test1;
  const { lastEventSeq } = await lab.snapshot();
  await flip('ALARM');
  await flip('OK');
  const missed = await take(2, lastEventSeq);
  expect(missed.map(({ seq }) => seq)).toEqual([lastEventSeq + 1, lastEventSeq + 2]);
  expect(await take(1, lastEventSeq + 1)).toEqual(missed.slice(1));
  expect(missed[0]?.event).toMatchObject({
    version: '0',
    'detail-type': 'CloudWatch Alarm State Change',
    source: 'aws.cloudwatch',
    region: 'eu-lab-1',
    account: '000000000000',
    resources: ['arn:aws:cloudwatch:eu-lab-1:000000000000:alarm:shop-5xx'],
    detail: { alarmName: 'shop-5xx', state: { value: 'ALARM', reason: 'a drill' } },
  });
});

test('the stream ends when the caller has heard enough', async () => {
  const heard = new AbortController();
  const following = (async () => {
    for await (const _ of test1.lab.events({ signal: heard.signal }));
  })();
  heard.abort();
  await expect(following).resolves.toBeUndefined();
});

test('an alarm can be made, read and removed', async () => {
  const { lab } = test1;
  const [{ configuration } = { configuration: undefined }] = (await lab.describeAlarms()).alarms;
  if (configuration === undefined) throw new Error('No alarm');
  const temporary = { ...configuration, alarmName: 'run-1-errors', periodMs: 10_000 };
  expect((await lab.putMetricAlarm(temporary)).configuration).toEqual(temporary);
  expect((await lab.describeAlarms({ alarmNamePrefix: 'run-1' })).alarms).toHaveLength(1);
  await lab.deleteAlarms({ alarmNames: ['run-1-errors'] });
  expect((await lab.describeAlarms({ alarmNamePrefix: 'run-1' })).alarms).toEqual([]);
  await expect(lab.putMetricAlarm({ ...temporary, periodMs: 15_000 })).rejects.toMatchObject({
    code: 'ValidationError',
    sent: false,
  });
});

test('a call to a keeper that is gone says that nothing was sent', async () => {
  const { lab } = test1;
  await test1.close();
  lab.close();
  await expect(lab.snapshot()).rejects.toMatchObject({ name: 'LabError', code: 'Unreachable', sent: false });
});
