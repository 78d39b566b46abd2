import { randomUUID } from 'node:crypto';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { describe, expect, inject, test } from 'vitest';
import { everyWay } from '../../../adapters/sns/every-way.ts';
import { pageNotices } from '../../../adapters/sns/page-notices.ts';
import { ServiceUnavailable, WrongAsAsked } from '../../../core/errors.ts';
import type { Notice, Notices } from '../../../core/ports.ts';
import { failsAsCallsDo } from '../support/signals-failures.ts';
import { awsServer, testSettings } from '../support/signals-server.ts';
import { queryAnswer, queryError } from '../support/signals-xml.ts';

const topic = 'arn:aws:sns:eu-central-1:123456789012:firedrill-test-notices';
const page: Notice = { about: 'run-1', kind: 'needs-human', text: 'Run run-1 is not <!here> verified' };

const published = async (notice: Notice) => {
  const { settings, asked } = await awsServer(() => ({ body: queryAnswer('Publish') }));
  await pageNotices(new SNSClient(settings), topic).tell(notice);
  return asked.map(({ body }) => body as Readonly<Record<string, string>>);
};

describe('a page', () => {
  test('is a text for people, and a message for chats in the thread of its run', async () => {
    const [body] = await published(page);
    expect(body).toMatchObject({
      Action: 'Publish',
      TopicArn: topic,
      Subject: 'Firedrill: run-1 needs a person',
      MessageStructure: 'json',
    });
    const message = JSON.parse(body?.Message ?? '');
    expect(message.default).toBe(page.text);
    expect(JSON.parse(message.https)).toEqual({
      version: '1.0',
      source: 'custom',
      content: {
        textType: 'client-markdown',
        title: 'Firedrill: run-1 needs a person',
        description: 'Run run-1 is not &lt;!here&gt; verified',
      },
      metadata: { threadId: 'run-1', summary: 'Firedrill: run-1 needs a person' },
    });
  });

  test('fits, and its subject is what e-mail takes, whatever it is about', async () => {
    const [body] = await published({
      ...page,
      about: `läuft\n${'x'.repeat(200)}`,
      text: '💥'.repeat(200_000),
    });
    expect(body?.Subject).toMatch(/^[ -~]{1,100}$/);
    expect(Buffer.byteLength(body?.Message ?? '')).toBeLessThan(256 * 1024);
    expect(JSON.parse(body?.Message ?? '').default.isWellFormed()).toBe(true);
  });

  test.each(['started', 'concluded', 'failed'] as const)('is not for what needs nobody: %s', async (kind) => {
    expect(await published({ ...page, kind })).toEqual([]);
  });

  test('that repeats one of a few minutes ago is left out: people would turn it off', async () => {
    expect(await published({ ...page, again: true })).toEqual([]);
  });

  test.each(['moto', 'ministack'] as const)('is taken by %s', async (emulator) => {
    const client = new SNSClient(testSettings(inject(emulator)));
    const { TopicArn = '' } = await client.send(new CreateTopicCommand({ Name: `pages-${randomUUID()}` }));
    await expect(pageNotices(client, TopicArn).tell(page)).resolves.toBeUndefined();
    await expect(pageNotices(client, `${TopicArn}-gone`).tell(page)).rejects.toThrow(WrongAsAsked);
  });
});

describe('every way', () => {
  const way = (told: string[], name: string, failure?: Error): Notices => ({
    tell: async ({ about }) => {
      told.push(`${name}: ${about}`);
      if (failure) throw failure;
    },
  });

  test('is tried, though one fails; and the failure is said', async () => {
    const told: string[] = [];
    const failure = new ServiceUnavailable('no SNS');
    const telling = everyWay([way(told, 'sns', failure), way(told, 'bus')]).tell(page);
    await expect(telling).rejects.toBe(failure);
    expect(told).toEqual(['sns: run-1', 'bus: run-1']);
  });

  test('that fails is named, when several do', async () => {
    const ways = [way([], 'sns', new WrongAsAsked('no topic')), way([], 'bus', new Error('no bus'))];
    const telling = everyWay(ways).tell(page);
    await expect(telling).rejects.toThrow(ServiceUnavailable);
    await expect(telling).rejects.toThrow('no topic; no bus');
  });

  test('is quiet when all is told', async () => {
    await expect(everyWay([way([], 'sns'), way([], 'bus')]).tell(page)).resolves.toBeUndefined();
  });
});

failsAsCallsDo(
  'SNS',
  { tell: (settings) => pageNotices(new SNSClient(settings), topic).tell(page) },
  queryError,
);
