import { randomUUID } from 'node:crypto';
import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { describe, expect, inject, test } from 'vitest';
import { eventBus } from '../../../adapters/eventbridge/event-bus.ts';
import { eventNotices } from '../../../adapters/eventbridge/event-notices.ts';
import { ServiceUnavailable, WrongAsAsked } from '../../../core/errors.ts';
import { type FiredrillEvent, makeEvent, readEvent } from '../../../core/events.ts';
import { failsAsCallsDo } from '../support/signals-failures.ts';
import { type Answer, type Asked, awsServer, testSettings } from '../support/signals-server.ts';
import { receivedFrom, sqs } from '../support/signals-sqs.ts';

const event = (n: number, reason?: string): FiredrillEvent =>
  makeEvent(
    'NeedsHuman',
    { id: `run-1/${n}`, subject: 'run-1', atMs: 1_000 * n },
    {
      actor: 'dead-man',
      ...(reason && { reason }),
    },
  );
const events = (count: number) => Array.from({ length: count }, (_, n) => event(n));

const bus = async (answer: (asked: Asked) => Answer = () => ({ body: { FailedEntryCount: 0 } })) => {
  const { settings, asked } = await awsServer(answer);
  const entries = () => asked.map(({ body }) => body.Entries as readonly Readonly<Record<string, string>>[]);
  return { put: eventBus(new EventBridgeClient(settings), 'drills').put, asked, entries };
};

describe('events', () => {
  test('are CloudEvents within what EventBridge wants', async () => {
    const { put, entries } = await bus();
    await put([event(1)]);
    const [[entry] = []] = entries();
    expect(entry).toMatchObject({
      EventBusName: 'drills',
      Source: 'firedrill',
      DetailType: 'NeedsHuman',
      Time: 1,
    });
    expect(readEvent(JSON.parse(entry?.Detail ?? ''))).toEqual(event(1));
  });

  test('go ten at a time, in their order', async () => {
    const { put, entries } = await bus();
    await put(events(23));
    expect(entries().map((batch) => batch.length)).toEqual([10, 10, 3]);
    const ids = entries().flatMap((batch) => batch.map(({ Detail = '' }) => JSON.parse(Detail).id));
    expect(ids).toEqual(events(23).map(({ id }) => id));
  });

  test('go fewer at a time when they are large', async () => {
    const { put, entries } = await bus();
    const large = events(8).map((one) => ({ ...one, subject: 'x'.repeat(100_000) }));
    await put(large);
    expect(entries().map((batch) => batch.length)).toEqual([2, 2, 2, 2]);
  });

  test('are none, when there are none', async () => {
    const { put, asked } = await bus();
    await put([]);
    expect(asked).toEqual([]);
  });

  test('of which the bus did not take one are in doubt, with its reasons', async () => {
    const ErrorMessage = 'try again';
    const failed = {
      FailedEntryCount: 1,
      Entries: [{ EventId: '1' }, { ErrorCode: 'ThrottlingException', ErrorMessage }],
    };
    const { put } = await bus(() => ({ body: failed }));
    await expect(put(events(2))).rejects.toThrow(ServiceUnavailable);
    await expect(put(events(2))).rejects.toThrow(
      '1 of 2 events were not taken: ThrottlingException: try again',
    );
  });

  test('that are too large for the bus are refused', async () => {
    const { put, asked } = await bus();
    await expect(put([{ ...event(1), subject: 'x'.repeat(263_000) }])).rejects.toThrow(WrongAsAsked);
    expect(asked).toEqual([]);
  });
});

describe('a notice', () => {
  test.each([
    ['needs-human', 'NeedsHuman', { actor: 'reconcile', reason: 'look' }],
    ['failed', 'NoticeGiven', { actor: 'reconcile', reason: 'look', kind: 'failed' }],
  ] as const)('is an event: %s', async (kind, type, data) => {
    const { put, entries } = await bus();
    const atMs = Date.UTC(2026, 10, 23);
    await eventNotices({ put }, { now: () => atMs }, 'reconcile').tell({
      about: 'run-1',
      kind,
      text: 'look',
    });
    expect(JSON.parse(entries()[0]?.[0]?.Detail ?? '')).toMatchObject({
      id: `run-1/${kind}/${atMs}`,
      subject: 'run-1',
      time: '2026-11-23T00:00:00.000Z',
      type,
      data,
    });
  });
});

test.each(['moto', 'ministack'] as const)('what a rule asks for arrives: on %s', async (emulator) => {
  const [client, mark] = [new EventBridgeClient(testSettings(inject(emulator))), randomUUID()];
  const { url, arn } = await sqs(inject(emulator), `events-${mark}`);
  await client.send(new CreateEventBusCommand({ Name: mark }));
  const EventPattern = JSON.stringify({
    source: ['firedrill'],
    'detail-type': ['NeedsHuman'],
    detail: { subject: ['run-1'], data: { actor: ['dead-man'] } },
  });
  await client.send(new PutRuleCommand({ Name: 'pages', EventBusName: mark, EventPattern }));
  await client.send(
    new PutTargetsCommand({ Rule: 'pages', EventBusName: mark, Targets: [{ Id: 'q', Arn: arn }] }),
  );

  const other = makeEvent(
    'NoticeGiven',
    { id: 'x', subject: 'run-1', atMs: 0 },
    { actor: 'a', kind: 'failed' },
  );
  await eventBus(client, mark).put([other, event(7)]);

  const received = async () =>
    (await receivedFrom(inject(emulator), url)).map(({ detail }) => readEvent(detail));
  await expect.poll(received, { timeout: 10_000 }).toEqual([event(7)]);
});

failsAsCallsDo('EventBridge', {
  put: (settings) => eventBus(new EventBridgeClient(settings), 'drills').put([event(1)]),
});
