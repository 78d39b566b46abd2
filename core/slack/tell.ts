import { sha256Hex } from '../chain.ts';
import { NotJustNow } from '../errors.ts';
import type { Notify, NotifyOn } from '../experiment.ts';
import type { Clock, Ids, JournalRecord } from '../ports.ts';
import type { Slack, SlackMessage, SlackMessages, SlackThread } from './slack.ts';

/** A run or a game day as it is now, as Slack is to show it. */
export type Told = {
  readonly card: SlackMessage;
  /** What its thread is told after an entry of its journal, and up to which entry each message goes. */
  thread(afterSeq: number): readonly { readonly message: SlackMessage; readonly untilSeq: number }[];
  /** What the whole channel is called for, if anything. */
  readonly alarm?: { readonly word: 'needs-human' | 'failed' | 'stopped'; readonly message: SlackMessage };
  /** Which words of `notify` have come true. */
  readonly words: readonly NotifyOn[];
  readonly notify: readonly Notify[];
  readonly planHash?: string;
};

/** What telling takes. */
export type Telling = {
  readonly slack: Pick<Slack, 'post' | 'update'>;
  readonly messages: SlackMessages;
  readonly clock: Pick<Clock, 'now'>;
  readonly ids: Pick<Ids, 'attemptId'>;
  /** Where everything is told; nowhere when it is empty. */
  readonly channel: string;
  /** Reads it as it is now; undefined when there is no such run or game day. */
  read(subject: string): Promise<Told | undefined>;
};

/**
 * Shows a run or a game day in Slack as it is now: events may come twice and in any order. Its message is drawn anew, and its
 * thread is told what it has not been told. While one is at it, another only leaves word.
 */
export const tell = async (telling: Telling, subject: string): Promise<void> => {
  const told = await telling.read(subject);
  if (told === undefined) return;
  const channels = channelsOf(told, telling.channel);
  const all = await Promise.allSettled(channels.map((channel) => tellChannel(telling, subject, channel)));
  const failed = all.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
};

const everything: readonly NotifyOn[] = ['started', 'concluded', 'failed', 'needs-human'];

const channelsOf = ({ notify, words }: Told, usual: string): readonly string[] => {
  const named = notify.flatMap(({ channel, on }) =>
    channel.startsWith('slack:') ? [{ channel: channel.slice(6), on }] : [],
  );
  const all = named.some(({ channel }) => channel === usual)
    ? named
    : [...named, { channel: usual, on: everything }];
  const due = all.filter(({ channel, on }) => channel !== '' && on.some((word) => words.includes(word)));
  return [...new Set(due.map(({ channel }) => channel))];
};

// Longer than the function may take: who has not finished by then never will.
const busyMs = 60_000;
const mostTurns = 20;

const tellChannel = async (telling: Telling, subject: string, channel: string): Promise<void> => {
  const by = telling.ids.attemptId();
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const mine = await claim(telling, subject, channel, by);
    if (mine === 'again') continue;
    if (mine === 'left-word') return;
    const [shown] = await Promise.allSettled([show(telling, mine)]);
    const again = await letGo(telling, mine);
    if (shown.status === 'rejected') throw shown.reason;
    if (!again) return;
  }
  throw new NotJustNow(`Slack could not be told of ${subject}: others were always faster`);
};

/** Makes the message one's own for a while; leaves word where it is somebody else's. */
const claim = async (
  { messages, clock }: Telling,
  subject: string,
  channel: string,
  by: string,
): Promise<SlackThread | 'again' | 'left-word'> => {
  const atMs = clock.now();
  const known = await messages.get(subject, channel);
  const isBusy = known?.busy !== undefined && known.busy.untilMs > atMs && known.busy.by !== by;
  if (known !== undefined && isBusy) {
    const left =
      known.again ||
      (await messages.put({ ...known, version: known.version + 1, again: true }, known.version));
    return left ? 'left-word' : 'again';
  }
  const { again: _, ...before } = known ?? { subject, channel, version: 0, toldSeq: -1, called: [] };
  const mine = { ...before, version: before.version + 1, busy: { by, untilMs: atMs + busyMs }, atMs };
  return (await messages.put(mine, known?.version)) ? mine : 'again';
};

/** Writes down what has been done; whoever has left word meanwhile is not lost. */
const keep = async (
  { messages }: Telling,
  { subject, channel, busy }: SlackThread,
  change: Partial<SlackThread>,
): Promise<SlackThread> => {
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const now = await messages.get(subject, channel);
    if (now === undefined || now.busy?.by !== busy?.by)
      throw new NotJustNow(`Somebody else tells Slack of ${subject} now`);
    const next = { ...now, ...change, version: now.version + 1 };
    if (await messages.put(next, now.version)) return next;
  }
  throw new NotJustNow(`What Slack was told of ${subject} could not be written down`);
};

/** Whether something has happened meanwhile, so that it must be shown again. */
const letGo = async ({ messages }: Telling, { subject, channel, busy }: SlackThread): Promise<boolean> => {
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const now = await messages.get(subject, channel);
    if (now === undefined || now.busy?.by !== busy?.by) return false;
    const { busy: _, again = false, ...rest } = now;
    if (await messages.put({ ...rest, version: now.version + 1 }, now.version)) return again;
  }
  return false;
};

const show = async (telling: Telling, claimed: SlackThread): Promise<void> => {
  // Read only now: whoever was at it before has shown what was before.
  const told = await telling.read(claimed.subject);
  if (told === undefined) return;
  const thread = await showCard(telling, claimed, told);
  const { place } = thread;
  if (place === undefined) return;
  const { channel, ts: threadTs } = place;
  let now = thread;
  for (const { message, untilSeq } of told.thread(thread.toldSeq)) {
    await telling.slack.post({ ...message, channel, threadTs });
    now = await keep(telling, now, { toldSeq: untilSeq });
  }
  const { alarm } = told;
  if (alarm === undefined || now.called.includes(alarm.word) || !wants(told, now.channel, alarm.word)) return;
  await telling.slack.post({ ...alarm.message, channel, threadTs, broadcast: true });
  await keep(telling, now, { called: [...now.called, alarm.word] });
};

const showCard = async (telling: Telling, thread: SlackThread, told: Told): Promise<SlackThread> => {
  const { slack } = telling;
  const drawn = sha256Hex(JSON.stringify(told.card));
  if (thread.drawn === drawn) return thread;
  const shown = { drawn, ...(told.planHash !== undefined && { planHash: told.planHash }) };
  // Whoever deletes the message does not stop the run: it is there again.
  if (thread.place !== undefined && (await slack.update(thread.place, told.card)))
    return keep(telling, thread, shown);
  const place = await slack.post({ ...told.card, channel: thread.channel });
  return keep(telling, thread, { ...shown, place });
};

// A channel that is not named in a document hears of everything.
const wants = ({ notify }: Told, channel: string, word: 'needs-human' | 'failed' | 'stopped'): boolean => {
  const named = notify.filter((one) => one.channel === `slack:${channel}`);
  const asked = word === 'needs-human' ? 'needs-human' : 'failed';
  return named.length === 0 || named.some(({ on }) => on.includes(asked));
};

/** Which words of `notify` an entry of the journal makes true, by its kind. */
export const wordsOf = (journal: readonly JournalRecord[], failed: boolean): readonly NotifyOn[] => {
  const kinds = new Set(journal.map(({ kind }) => kind));
  const isOver = ['concluded', 'lost', 'gameday-concluded'].some((kind) => kinds.has(kind));
  return [
    'started',
    ...(isOver ? (['concluded'] as const) : []),
    ...(failed ? (['failed'] as const) : []),
    ...(kinds.has('needs-human') || kinds.has('lost') ? (['needs-human'] as const) : []),
  ];
};
