import { randomUUID } from 'node:crypto';
import { CreateTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { describe, expect, inject, test } from 'vitest';
import { chatbotMessenger, topicMessenger } from '../../../adapters/sns/topic-messenger.ts';
import { WrongAsAsked } from '../../../core/errors.ts';
import type { Message } from '../../../core/notices/message.ts';
import { aTelling } from '../../adapters/notices/messages.ts';
import { failsAsCallsDo } from '../support/signals-failures.ts';
import { awsServer, testSettings } from '../support/signals-server.ts';
import { queryAnswer, queryError } from '../support/signals-xml.ts';

const topic = 'arn:aws:sns:eu-central-1:123456789012:firedrill-drills';

const published = async (make: typeof topicMessenger, fields: Partial<Message> = {}) => {
  const { settings, asked } = await awsServer(() => ({ body: queryAnswer('Publish') }));
  await make(new SNSClient(settings))(aTelling(`sns:${topic}`, 'message', fields), topic, undefined);
  return asked[0]?.body as Readonly<Record<string, string>>;
};

describe('a topic', () => {
  test('is told in plain text, with what it is about to filter by', async () => {
    const body = await published(topicMessenger);
    expect(body).toMatchObject({
      TopicArn: topic,
      Subject: 'Firedrill: One instance stops: NEEDS A PERSON',
      Message: 'web-1 is not <!here> *back* @channel\n\nRun: run-1',
    });
    expect(Object.values(body)).toEqual(expect.arrayContaining(['kind', 'needs-human', 'about', 'run-1']));
  });

  test('takes what is too long, cut', async () => {
    const { Subject = '', Message = '' } = await published(topicMessenger, {
      title: 'ä'.repeat(300),
      text: '💥'.repeat(100_000),
    });
    expect(Subject).toMatch(/^[ -~]{1,100}$/);
    expect(Buffer.byteLength(Message)).toBeLessThan(256 * 1024);
    expect(Message.isWellFormed()).toBe(true);
  });
});

describe('Amazon Q', () => {
  test('shows a message in the thread of its run, and calls nobody by it', async () => {
    const { Message = '' } = await published(chatbotMessenger);
    expect(JSON.parse(Message)).toEqual({
      version: '1.0',
      source: 'custom',
      content: {
        textType: 'client-markdown',
        title: 'One instance stops: NEEDS A PERSON',
        description: 'web-1 is not &lt;!here&gt; *back* @channel\n\nRun: run-1',
      },
      metadata: { threadId: 'run-1', summary: 'One instance stops: NEEDS A PERSON' },
    });
  });
});

test('a topic that is gone is not asked again', async () => {
  const client = new SNSClient(testSettings(inject('moto')));
  const { TopicArn = '' } = await client.send(new CreateTopicCommand({ Name: `firedrill-${randomUUID()}` }));
  await topicMessenger(client)(aTelling('sns:x'), TopicArn, undefined);
  await expect(topicMessenger(client)(aTelling('sns:x'), `${TopicArn}-gone`, undefined)).rejects.toThrow(
    WrongAsAsked,
  );
});

failsAsCallsDo(
  'a topic of a document',
  { tell: (settings) => topicMessenger(new SNSClient(settings))(aTelling('sns:x'), topic, undefined) },
  queryError,
);
