import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Message } from '../../core/notices/message.ts';
import type { Messenger } from '../../core/notices/tell-people.ts';
import { calling } from '../aws/calling.ts';
import { chatMessage, mailSubject } from './chat-message.ts';

/** A topic: a text for people, with what it is about as attributes, by which subscriptions may filter. */
export const topicMessenger =
  (client: SNSClient): Messenger =>
  async ({ message }, topicArn) => {
    await publish(client, topicArn, message, {
      Subject: mailSubject(`Firedrill: ${message.title}`),
      Message: textOf(message),
    });
  };

/** A topic that Amazon Q Developer listens to: all messages of one run in one thread. */
export const chatbotMessenger =
  (client: SNSClient): Messenger =>
  async ({ message }, topicArn) => {
    const { title, about: thread } = message;
    const chat = chatMessage({ title: title.slice(0, 250).toWellFormed(), text: textOf(message), thread });
    await publish(client, topicArn, message, { Message: JSON.stringify(chat) });
  };

const publish = async (
  client: SNSClient,
  TopicArn: string,
  { about, word }: Message,
  said: { readonly Message: string; readonly Subject?: string },
): Promise<void> => {
  const MessageAttributes = {
    kind: { DataType: 'String', StringValue: word },
    about: { DataType: 'String', StringValue: about },
  };
  await calling(`tell ${TopicArn} about ${about}`, () =>
    client.send(new PublishCommand({ TopicArn, ...said, MessageAttributes })),
  );
};

// SNS takes 256 KB.
const longest = 20_000;

const textOf = ({ text, facts }: Message): string => {
  const lines = facts.map(({ name, value }) => `${name}: ${value}`);
  return [...(text === '' ? [] : [text, '']), ...lines].join('\n').slice(0, longest).toWellFormed();
};
