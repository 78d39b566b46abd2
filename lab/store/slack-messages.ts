import { join } from 'node:path';
import type { SlackMessages, SlackThread } from '../../core/slack/slack.ts';
import { openDatabase } from './database.ts';
import { documentOf } from './document.ts';
import { ensureStateDir } from './state-dir.ts';

const schema = {
  version: 1,
  sql: `
    CREATE TABLE slack_messages (
      subject TEXT NOT NULL,
      channel TEXT NOT NULL,
      version INTEGER NOT NULL,
      document TEXT NOT NULL,
      PRIMARY KEY (subject, channel)
    ) STRICT, WITHOUT ROWID`,
} as const;

/** Where messages are, in a file of its own: a machine without Slack has none. */
export const openSlackMessages = (stateDir: string): SlackMessages & { close(): void } => {
  ensureStateDir(stateDir);
  const database = openDatabase(join(stateDir, 'slack.db'), schema);
  return {
    get: async (subject, channel) => {
      const sql = 'SELECT document FROM slack_messages WHERE subject = ? AND channel = ?';
      const row = database.one(sql, subject, channel);
      return row && documentOf<SlackThread>(row);
    },
    of: async (subject) =>
      database
        .all('SELECT document FROM slack_messages WHERE subject = ? ORDER BY channel', subject)
        .map((row) => documentOf<SlackThread>(row)),
    put: async (thread, before) => {
      const { subject, channel, version } = thread;
      const document = JSON.stringify(thread);
      if (before === undefined) {
        const sql =
          'INSERT OR IGNORE INTO slack_messages (subject, channel, version, document) VALUES (?, ?, ?, ?)';
        return database.change(sql, subject, channel, version, document) === 1;
      }
      const sql =
        'UPDATE slack_messages SET version = ?, document = ? WHERE subject = ? AND channel = ? AND version = ?';
      return database.change(sql, version, document, subject, channel, before) === 1;
    },
    close: database.close,
  };
};
