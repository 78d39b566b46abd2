import type { SlackDrawing } from '../../../core/slack/working.ts';
import { slackDrawing } from '../../../report/slack/drawing.ts';
import { told } from './reading.ts';

/** How answers look. */
export const drawing: SlackDrawing = slackDrawing(told);
