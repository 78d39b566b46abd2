import { formatDuration } from '../../core/duration.ts';
import type { Announced } from '../../core/slack/announce.ts';
import { slackActions } from '../../core/slack/asked.ts';
import type { SlackMessage } from '../../core/slack/slack.ts';
import { code, moment, plainly, said } from '../../core/slack/text.ts';
import { buttons, context, facts, header, message, section } from './blocks.ts';
import type { Place } from './place.ts';

/** What a channel is told before a game day, with a way to skip it. */
export const announcement = (
  { gameDay, atMs, inMs, flexibleMs, occurrence }: Announced,
  place: Place,
): SlackMessage => {
  const within = flexibleMs > 0 ? `, or up to ${formatDuration(flexibleMs)} later` : '';
  const soon = roughly(inMs);
  return message(
    `📣 Game day in ${soon}: ${said(gameDay.title, 150)} (${said(place.environment, 100)}), ${moment(atMs)}`,
    [
      header(`📣 Game day in ${soon} · ${plainly(gameDay.title, 100)}`),
      facts(
        ['When', `${moment(atMs, '{date_short_pretty} {time}')}${within}`],
        ['Where', said(place.environment, 150)],
        ['Owner', said(gameDay.owner, 100)],
        ['Steps', String(gameDay.steps.length)],
      ),
      section(`*Why*\n${said(gameDay.purpose)}`),
      buttons({
        ...{ action: slackActions.skip, value: occurrence, text: 'Skip this one' },
        confirm: {
          title: 'Skip this game day?',
          text: 'This occurrence does not start; the next one does.',
          yes: 'Skip it',
        },
      }),
      context(`Everything can be stopped at any time: ${code(`firedrill stop --all${place.flags}`)}`),
    ],
  );
};

/** The same when somebody has skipped it. */
export const skippedAnnouncement = (title: string, atMs: number, by: string): SlackMessage => {
  const text = `⏭️ Game day *${said(title, 150)}* of ${moment(atMs, '{date_short_pretty} {time}')} is skipped, by ${said(by, 120)}.`;
  return message(text, [section(text)]);
};

const roughly = (ms: number): string => {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
};
