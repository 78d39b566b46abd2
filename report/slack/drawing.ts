import type { Told } from '../../core/slack/tell.ts';
import type { SlackDrawing } from '../../core/slack/working.ts';
import { skippedAnnouncement } from './announcement.ts';
import { answer } from './answers.ts';

/** How answers in Slack look, with whatever reads a run or a game day. */
export const slackDrawing = (told: (id: string) => Promise<Told | undefined>): SlackDrawing => ({
  answer,
  skipped: skippedAnnouncement,
  card: async (id) => {
    const known = await told(id);
    if (known === undefined) return undefined;
    // Buttons belong to the one message of a run: those of an answer would speak of what was.
    const blocks = known.card.blocks.filter((block) => !('type' in block && block.type === 'actions'));
    return { text: known.card.text, blocks };
  },
});
