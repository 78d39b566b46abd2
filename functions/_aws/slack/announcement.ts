import type { Announced } from '../../../core/slack/announce.ts';
import { announcement } from '../../../report/slack/announcement.ts';
import { place } from './slack.ts';

/** An announcement, as of this stage. */
export const announcementHere = (announced: Announced) => announcement(announced, place);
