import type { EventType } from '../event-data.ts';
import type { FiredrillEvent } from '../events.ts';
import type { Notify, NotifyOn } from '../experiment.ts';
import { type ChannelKind, parseChannel } from './channels.ts';
import { type Message, messageOf, type Subject, type Word } from './message.ts';
import { pageAgainMs } from './paging.ts';

/** What a channel does with a message: `message` is read, the others are PagerDuty's own. */
export type Form = 'message' | 'change' | 'trigger' | 'acknowledge' | 'resolve';

/** One message to one channel. The same `key` is told once. */
export type Telling = {
  readonly channel: string;
  readonly form: Form;
  readonly message: Message;
  readonly key: string;
};

/** Who is told of an event, and how. `always` are the channels of the deployment for what needs a person. */
export const tellingsOf = (
  event: FiredrillEvent,
  subject: Subject,
  always: readonly string[],
): readonly Telling[] => {
  const word = wordOf(event, subject);
  if (word === undefined) return [];
  const message = messageOf(word, event, subject);
  return channelsOf(subject, always).flatMap(({ channel, on, isOwn }) =>
    formsOf(kindOf(channel), word, { on, isOwn, isRestored: isRestored(subject) }).map((form) => ({
      ...{ channel, form, message },
      key: `${keyOf(event, word)}|${form}|${channel}`,
    })),
  );
};

const wordsOf: Partial<Readonly<Record<EventType, Word>>> = {
  RunCommitted: 'started',
  RunConcluded: 'concluded',
  RunLost: 'concluded',
  NeedsHuman: 'needs-human',
  PageAcknowledged: 'acknowledged',
  RestorationVerified: 'restored',
  GameDayStarted: 'started',
  GameDayConcluded: 'concluded',
};

const wordOf = ({ type }: FiredrillEvent, subject: Subject): Word | undefined => {
  const word = wordsOf[type];
  if (word === 'concluded' && hasFailed(subject)) return 'failed';
  // It came late: somebody looks after it, or nobody has to any more.
  return word === 'needs-human' && isSettled(subject) ? undefined : word;
};

const hasFailed = (subject: Subject): boolean =>
  'run' in subject
    ? subject.run.conclusion?.hypothesis === 'failed'
    : subject.day.conclusion?.asExpected === false;

const isSettled = (subject: Subject): boolean =>
  'run' in subject &&
  (subject.run.acknowledged !== undefined || (subject.run.state === 'closed' && isRestored(subject)));

const isRestored = (subject: Subject): boolean =>
  'run' in subject && subject.run.conclusion?.restoration === 'restored';

// A page is an event each time that somebody tries in vain: once a minute would be noise.
const keyOf = ({ id, subject, time }: FiredrillEvent, word: Word): string =>
  word === 'needs-human' ? `${subject}/${word}/${Math.floor(Date.parse(time) / pageAgainMs)}` : id;

type Told = { readonly channel: string; readonly on: readonly NotifyOn[]; readonly isOwn: boolean };

const channelsOf = (subject: Subject, always: readonly string[]): readonly Told[] => {
  const own = ownOf(subject);
  const others = 'run' in subject ? always : [];
  const names = new Set([...own.map(({ channel }) => channel), ...others]);
  return [...names].map((channel) => ({
    channel,
    on: [
      ...own.filter((one) => one.channel === channel).flatMap(({ on }) => on),
      ...(others.includes(channel) ? (['needs-human'] as const) : []),
    ],
    isOwn: own.some((one) => one.channel === channel),
  }));
};

const ownOf = (subject: Subject): readonly Notify[] =>
  'run' in subject ? subject.experiment.notify : subject.day.document.notify;

const kindOf = (channel: string): ChannelKind | undefined => {
  const parsed = parseChannel(channel);
  return parsed.ok ? parsed.value.kind : undefined;
};

type Wanted = Pick<Told, 'on' | 'isOwn'> & { readonly isRestored: boolean };

const formsOf = (kind: ChannelKind | undefined, word: Word, wanted: Wanted): readonly Form[] => {
  // Slack keeps one message for each run, and edits it: it has a function of its own.
  if (kind === 'slack') return [];
  if (kind === 'pagerduty') return pagerDutyForms(word, wanted);
  return isWanted(word, wanted.on) ? ['message'] : [];
};

const isWanted = (word: Word, on: readonly NotifyOn[]): boolean =>
  on.some((one) => one === word || (one === 'concluded' && word === 'failed'));

const pagerDutyForms = (word: Word, { on, isOwn, isRestored }: Wanted): readonly Form[] => {
  const change = isOwn ? (['change'] as const) : [];
  const resolve = isRestored ? (['resolve'] as const) : [];
  switch (word) {
    case 'started':
      return change;
    case 'concluded':
      return [...change, ...resolve];
    case 'failed':
      return [...change, ...(on.includes('failed') ? (['trigger'] as const) : resolve)];
    case 'needs-human':
      return ['trigger'];
    case 'acknowledged':
      return ['acknowledge'];
    case 'restored':
      return ['resolve'];
  }
};
