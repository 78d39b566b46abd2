import type { Deed } from '../access.ts';
import type { Definitions, Fronts } from '../fronts.ts';
import type { Ports } from '../ports.ts';
import { actorInWords, slackActor } from './actor.ts';
import type { SlackAsked } from './asked.ts';
import type { SlackPeople } from './people.ts';
import type { Slack, SlackMessage, SlackMessages } from './slack.ts';
import { said } from './text.ts';

/** What doing what Slack asks for takes: it can start, stop, approve and read, and change no target (S15). */
export type Working = {
  readonly ports: Ports;
  readonly fronts: Pick<Fronts, 'occurrences' | 'idempotencyKeys'> & {
    readonly definitions: Pick<Definitions, 'get' | 'list'>;
  };
  readonly slack: Pick<Slack, 'respond'>;
  readonly messages: Pick<SlackMessages, 'of'>;
  readonly people: SlackPeople;
  readonly drawing: SlackDrawing;
};

/** How answers look. */
export type SlackDrawing = {
  /** Lines of Slack's mark-up. */
  answer(...lines: readonly string[]): SlackMessage;
  /** The card of a run or a game day without its buttons; undefined where there is none of that id. */
  card(id: string): Promise<SlackMessage | undefined>;
  skipped(title: string, atMs: number, by: string): SlackMessage;
};

/** What somebody is answered; `replace` puts it in the place of the message that they pressed. */
export type Answered = { readonly message: SlackMessage; readonly replace?: boolean };

/** Answers a no, where somebody may not do what they ask for. */
export const unlessMay = async (
  { people, drawing }: Pick<Working, 'people' | 'drawing'>,
  { user }: SlackAsked,
  deed: Deed,
): Promise<Answered | undefined> => {
  const permission = await people.permission(user.id, deed);
  return permission.ok ? undefined : { message: drawing.answer(`🚫 No: ${said(permission.why)}.`) };
};

/** The name somebody acts under, and how that is said. */
export const byOf = ({ user }: SlackAsked) => {
  const by = slackActor(user);
  return { by, inWords: said(actorInWords(by), 120) };
};
