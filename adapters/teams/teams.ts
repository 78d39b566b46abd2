import { DocumentInvalid } from '../../core/errors.ts';
import type { Secrets } from '../../core/fronts.ts';
import type { FactLine, Message, Word } from '../../core/notices/message.ts';
import type { Messenger } from '../../core/notices/tell-people.ts';
import type { Send } from '../http/post.ts';

/** A card in a channel of Microsoft Teams, through a workflow that is started by a request. */
export const teamsMessenger =
  (secrets: Secrets, send: Send): Messenger =>
  async ({ message }, address, integration) => {
    if (integration?.type !== 'teams') throw new DocumentInvalid(`${address} is no integration of Teams`);
    await send({
      who: `teams:${address}`,
      url: await secrets.read(integration.url),
      body: JSON.stringify(envelope(message)),
    });
  };

// Teams takes 28 KB of a message, and UTF-8 up to four bytes of a character.
const longestText = 3_000;
const longestValue = 200;
const mostFacts = 14;

const envelope = (message: Message) => ({
  type: 'message',
  attachments: [
    { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content: cardOf(message) },
  ],
});

/** The card. Only runs of text take it as it is: a text block would read it as Markdown, and a mention in it as one. */
// https://adaptivecards.io/explorer/RichTextBlock.html
const cardOf = ({ word, title, text, facts }: Message) => ({
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  type: 'AdaptiveCard',
  version: '1.4',
  fallbackText: cut(title, longestValue),
  msteams: { width: 'Full' },
  body: [
    {
      type: 'Container',
      style: styles[word],
      bleed: true,
      items: [rich([{ text: cut(title, longestValue), weight: 'Bolder', size: 'Medium' }])],
    },
    ...(text === '' ? [] : [rich([{ text: cut(text, longestText) }])]),
    ...facts.slice(0, mostFacts).map(factOf),
  ],
});

const styles: Readonly<Record<Word, string>> = {
  started: 'accent',
  concluded: 'good',
  failed: 'warning',
  'needs-human': 'attention',
  restored: 'good',
  acknowledged: 'default',
};

type TextRun = { readonly text: string; readonly weight?: string; readonly size?: string };

const rich = (runs: readonly TextRun[]) => ({
  type: 'RichTextBlock',
  inlines: runs.map((run) => ({ type: 'TextRun', ...run })),
});

const factOf = ({ name, value }: FactLine) => ({
  ...rich([{ text: `${cut(name, 80)}: `, weight: 'Bolder' }, { text: cut(value, longestValue) }]),
  spacing: 'Small',
});

const cut = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1).toWellFormed()}…` : text.toWellFormed();
