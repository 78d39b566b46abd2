import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Notice, Notices } from '../../core/ports.ts';
import { calling } from '../aws/calling.ts';
import { chatMessage, mailSubject } from './chat-message.ts';

/** Pages people by an SNS topic (its ARN): what needs a person, not every minute, and nothing else. */
export const pageNotices = (client: SNSClient, topicArn: string): Notices => ({
  tell: async (notice) => {
    if (notice.kind !== 'needs-human' || notice.again) return;
    const { about, kind } = notice;
    await calling(`page people about ${about}`, () =>
      client.send(
        new PublishCommand({
          TopicArn: topicArn,
          Subject: subjectOf(notice),
          MessageStructure: 'json',
          Message: JSON.stringify({ default: textOf(notice), https: JSON.stringify(inChat(notice)) }),
          MessageAttributes: {
            kind: { DataType: 'String', StringValue: kind },
            about: { DataType: 'String', StringValue: about },
          },
        }),
      ),
    );
  },
});

const subjectOf = ({ about }: Notice): string => mailSubject(`Firedrill: ${about} needs a person`);

// SNS takes 256 KB for all forms together.
const longestText = 6_000;
const textOf = ({ text }: Notice): string => text.slice(0, longestText).toWellFormed();

const inChat = (notice: Notice) =>
  chatMessage({ title: subjectOf(notice), text: textOf(notice), thread: notice.about });
