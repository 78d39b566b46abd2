import type { JournalRecord } from '../../core/ports.ts';
import type { SlackMessage } from '../../core/slack/slack.ts';
import { clipMarkup } from '../../core/slack/text.ts';
import { message, section } from './blocks.ts';
import { call, type Place } from './place.ts';
import { threadLine } from './thread-line.ts';

const mostLines = 10;

/** What the thread is told, a few entries at a time, and the last entry that each message covers. */
export type ThreadMessage = { readonly message: SlackMessage; readonly untilSeq: number };

/** The messages for the entries of a journal after one of them; none where nothing of it is told. */
export const threadMessages = (
  journal: readonly JournalRecord[],
  afterSeq: number,
): readonly ThreadMessage[] => {
  const told = journal
    .filter(({ seq }) => seq > afterSeq)
    .toSorted((a, b) => a.seq - b.seq)
    .flatMap((record) => {
      const line = threadLine(record);
      return line === undefined ? [] : [{ line, seq: record.seq }];
    });
  const parts = Array.from({ length: Math.ceil(told.length / mostLines) }, (_, n) =>
    told.slice(n * mostLines, (n + 1) * mostLines),
  );
  return parts.map((part) => ({
    message: inLines(part.map(({ line }) => line)),
    untilSeq: part.at(-1)?.seq ?? afterSeq,
  }));
};

// A block each, so that a long one takes nothing from the others.
const inLines = (lines: readonly string[]): SlackMessage =>
  message(
    clipMarkup(lines.join('\n'), 2_000),
    lines.map((line) => section(line)),
  );

/** What the whole channel is told, and who is called for it. */
export const alert = (text: string, place: Place): SlackMessage =>
  message(`${call(place)} ${text}`, [section(`${call(place)} ${text}`)]);
