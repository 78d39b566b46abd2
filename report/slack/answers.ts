import type { SlackMessage } from '../../core/slack/slack.ts';
import { message, section } from './blocks.ts';

/** What somebody is answered, in lines of mark-up. */
export const answer = (...lines: readonly string[]): SlackMessage =>
  message(lines.join('\n'), [section(...lines)]);
