import type { SlackMessages, SlackThread } from '../../core/slack/slack.ts';
import { attributesOf, documentOf } from './attributes.ts';
import { equals, isNew } from './condition.ts';
import { slackMessageKey } from './item-keys.ts';
import { put } from './put.ts';
import { allUnder } from './querying.ts';
import { itemAt } from './reading.ts';
import { expiryAttribute, secondsOf, type Table } from './table.ts';

// As long as a run itself is kept: its buttons are of no use after that.
const keptForMs = 400 * 24 * 60 * 60_000;

/** Reads where the messages of runs are. */
export const slackMessageReader = (table: Table): Pick<SlackMessages, 'get' | 'of'> => ({
  get: async (subject, channel) => {
    const key = slackMessageKey(subject, channel);
    const item = await itemAt(table, `read where Slack was told of ${subject}`, key);
    return item && documentOf<SlackThread>(item);
  },
  of: async (subject) => {
    const { pk } = slackMessageKey(subject, '');
    const items = await allUnder(table, `list where Slack was told of ${subject}`, { pk });
    return items.map((item) => documentOf<SlackThread>(item));
  },
});

/** Writes it. */
export const slackMessageWriter = (table: Table): Pick<SlackMessages, 'put'> => ({
  put: async (thread, before) => {
    const { subject, channel, atMs } = thread;
    const item = { ...attributesOf(thread), [expiryAttribute]: secondsOf(atMs + keptForMs) };
    const condition = before === undefined ? isNew : equals('version', before);
    const asked = { key: slackMessageKey(subject, channel), item, condition };
    return (await put(table, `write down where Slack was told of ${subject}`, asked)).ok;
  },
});
