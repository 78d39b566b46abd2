/** A message as people should see it in a chat. */
export type ChatMessage = {
  readonly title: string;
  readonly text: string;
  /** All messages of one run are in one thread. */
  readonly thread: string;
  readonly summary?: string;
};

const longestDescription = 8_000;

/**
 * What Amazon Q Developer in chat applications shows.
 * https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
 */
export const chatMessage = ({ title, text, thread, summary = title }: ChatMessage) => ({
  version: '1.0',
  source: 'custom',
  content: {
    textType: 'client-markdown',
    title: escaped(title),
    description: escaped(text).slice(0, longestDescription).toWellFormed(),
  },
  metadata: { threadId: thread, summary },
});

// A text from elsewhere must neither call a channel nor pass for a link.
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** An e-mail's subject: at most 100 characters of ASCII, on one line. */
export const mailSubject = (text: string): string => text.replace(/[^ -~]/g, '?').slice(0, 100);
