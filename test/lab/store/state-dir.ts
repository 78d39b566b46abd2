import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openJournal } from '../../../lab/store/journal.ts';
import { openStore } from '../../../lab/store/open-store.ts';
import { openSlackMessages } from '../../../lab/store/slack-messages.ts';

/** A directory that is gone after the test. */
export const temporaryDirectory = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'firedrill-store-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
};

/** A store that is closed after the test. */
export const temporaryStore = (stateDir = temporaryDirectory()): ReturnType<typeof openStore> => {
  const store = openStore(stateDir);
  onTestFinished(() => store.close());
  return store;
};

/** Journals that are closed after the test. */
export const temporaryJournal = (stateDir = temporaryDirectory()): ReturnType<typeof openJournal> => {
  const journal = openJournal(stateDir);
  onTestFinished(() => journal.close());
  return journal;
};

/** Where Slack's messages are, closed after the test. */
export const temporarySlackMessages = (
  stateDir = temporaryDirectory(),
): ReturnType<typeof openSlackMessages> => {
  const messages = openSlackMessages(stateDir);
  onTestFinished(() => messages.close());
  return messages;
};
