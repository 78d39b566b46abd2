import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Notice, Notices } from '../../core/ports.ts';
import { calling } from '../aws/calling.ts';

/** Pages people by an SNS topic (its ARN): what needs a person, and nothing else. */
export const pageNotices = (client: SNSClient, topicArn: string): Notices => ({
  tell: async (notice) => {
    if (notice.kind !== 'needs-human') return;
    const { about, kind } = notice;
    await calling(`page people about ${about}`, () =>
      client.send(
        new PublishCommand({
          TopicArn: topicArn,
          Subject: subjectOf(notice),
          MessageStructure: 'json',
          Message: JSON.stringify({ default: textOf(notice), https: JSON.stringify(chatMessage(notice)) }),
          MessageAttributes: {
            kind: { DataType: 'String', StringValue: kind },
            about: { DataType: 'String', StringValue: about },
          },
        }),
      ),
    );
  },
});

// An e-mail's subject: at most 100 characters of ASCII, on one line.
const subjectOf = ({ about }: Notice): string =>
  `Firedrill: ${about} needs a person`.replace(/[^ -~]/g, '?').slice(0, 100);

// SNS takes 256 KB for all forms together.
const longestText = 6_000;
const textOf = ({ text }: Notice): string => text.slice(0, longestText).toWellFormed();

const longestDescription = 8_000;

// What Amazon Q Developer in chat applications shows: one thread for each run.
// https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
const chatMessage = (notice: Notice) => ({
  version: '1.0',
  source: 'custom',
  content: {
    textType: 'client-markdown',
    title: subjectOf(notice),
    description: escaped(textOf(notice)).slice(0, longestDescription).toWellFormed(),
  },
  metadata: { threadId: notice.about, summary: subjectOf(notice) },
});

// A text from elsewhere must neither call a channel nor pass for a link.
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
