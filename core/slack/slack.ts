/** A message as Slack takes it; `text` is what a notification and a screen reader say. */
export type SlackMessage = { readonly text: string; readonly blocks: readonly object[] };

/** Where a message is: the channel by its id, the message by its timestamp. */
export type SlackPlace = { readonly channel: string; readonly ts: string };

/** A new message: in a channel (`#oncall`, or an id), or in the thread of another one. */
export type SlackPost = SlackMessage & {
  readonly channel: string;
  readonly threadTs?: string;
  /** A reply that the whole channel sees too. */
  readonly broadcast?: boolean;
};

/** What Firedrill asks of Slack. Throws `ServiceUnavailable` when it may help to ask again later. */
export type Slack = {
  post(message: SlackPost): Promise<SlackPlace>;
  /** False when the message is gone. */
  update(place: SlackPlace, message: SlackMessage): Promise<boolean>;
  /** The ids of the people in a user group. */
  membersOf(group: string): Promise<readonly string[]>;
  /** Answers whoever pressed or asked, at the address that came with it; nobody else sees it unless it replaces. */
  respond(address: string, message: SlackMessage, how?: { readonly replace?: boolean }): Promise<void>;
};

/** What is remembered of a run's or a game day's message in one channel. */
export type SlackThread = {
  readonly subject: string;
  /** The channel as its document names it. */
  readonly channel: string;
  /** Raised by every write. */
  readonly version: number;
  readonly place?: SlackPlace;
  /** A hash of the message as it was last drawn. */
  readonly drawn?: string;
  /** The hash of the plan that its buttons speak of. */
  readonly planHash?: string;
  /** The last entry of the journal that the thread has been told. */
  readonly toldSeq: number;
  /** What people have been called for: each reason calls once. */
  readonly called: readonly string[];
  /** Whoever is at it, and until when it is theirs alone. */
  readonly busy?: { readonly by: string; readonly untilMs: number };
  /** Something has happened since whoever is at it began. */
  readonly again?: boolean;
  readonly atMs: number;
};

/** Where the messages of runs are. Every write is conditional, so that two at once do not post twice. */
export type SlackMessages = {
  get(subject: string, channel: string): Promise<SlackThread | undefined>;
  /** In every channel, by its name. */
  of(subject: string): Promise<readonly SlackThread[]>;
  /** False when what is there has another version than `before`, or anything is there and none was expected. */
  put(thread: SlackThread, before: number | undefined): Promise<boolean>;
};
