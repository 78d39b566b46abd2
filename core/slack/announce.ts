import type { GameDay, Schedule } from '../experiment.ts';
import type { DefinitionRef, Definitions, Occurrences } from '../fronts.ts';
import type { Clock } from '../ports.ts';
import type { Slack, SlackMessage } from './slack.ts';

/** A game day that is about to come. */
export type Announced = {
  readonly gameDay: GameDay;
  readonly atMs: number;
  readonly inMs: number;
  /** How much later than that it may begin. */
  readonly flexibleMs: number;
  /** Names it among all occurrences of all schedules. */
  readonly occurrence: string;
};

/** What announcing takes. */
export type Announcing = {
  readonly definitions: Pick<Definitions, 'list'>;
  readonly occurrences: Pick<Occurrences, 'claim' | 'skippedBy'>;
  readonly slack: Pick<Slack, 'post'>;
  readonly clock: Pick<Clock, 'now'>;
  /** When a schedule fires: the next ones after a moment. */
  upcoming(schedule: Schedule, afterMs: number, count: number): readonly number[];
  announcement(announced: Announced): SlackMessage;
  /** Where game days are announced that name no channel. */
  readonly channel: string;
};

const leads = [
  { word: 'T-15m', ms: 15 * 60_000 },
  { word: 'T-24h', ms: 24 * 60 * 60_000 },
] as const;

/** Tells of every game day that is due within a day, and again a quarter of an hour before; each of them once. */
export const announce = async (announcing: Announcing): Promise<void> => {
  const days = await announcing.definitions.list('GameDay');
  const told = await Promise.allSettled(
    days.map(async (one) => {
      if (one.kind === 'GameDay') await announceDay(announcing, one.document);
    }),
  );
  const failed = told.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
};

const announceDay = async (announcing: Announcing, gameDay: GameDay): Promise<void> => {
  const { schedule } = gameDay;
  if (schedule === undefined) return;
  const nowMs = announcing.clock.now();
  const [atMs] = announcing.upcoming(schedule, nowMs, 1);
  const lead = leads.find(({ ms }) => atMs !== undefined && atMs - nowMs <= ms);
  if (atMs === undefined || lead === undefined) return;
  const ref = { kind: 'GameDay', name: gameDay.name } as const;
  if ((await announcing.occurrences.skippedBy(ref, atMs)) !== undefined) return;
  const { flexibleWindowMs: flexibleMs = 0 } = schedule;
  const announced = { gameDay, atMs, inMs: atMs - nowMs, flexibleMs, occurrence: occurrenceId(ref, atMs) };
  const message = announcing.announcement(announced);
  for (const channel of channelsOf(gameDay, announcing.channel))
    if (await announcing.occurrences.claim(ref, atMs, `slack/${lead.word}/${channel}`))
      await announcing.slack.post({ channel, ...message });
};

const channelsOf = ({ notify }: GameDay, usual: string): readonly string[] => {
  const named = notify.flatMap(({ channel }) => (channel.startsWith('slack:') ? [channel.slice(6)] : []));
  return [...new Set([...named, usual])].filter((channel) => channel !== '');
};

/** Names an occurrence: what its Skip button carries. */
export const occurrenceId = ({ kind, name }: DefinitionRef, atMs: number): string =>
  `${kind}/${atMs}/${name}`;

/** Reads it back; undefined where it is none. */
export const readOccurrenceId = (
  text: string,
): { readonly ref: DefinitionRef; readonly atMs: number } | undefined => {
  const [, kind, atMs, name] = /^(Experiment|GameDay)\/(\d{1,15})\/(.+)$/s.exec(text) ?? [];
  if (name === undefined) return undefined;
  return { ref: { kind: kind === 'GameDay' ? 'GameDay' : 'Experiment', name }, atMs: Number(atMs) };
};
