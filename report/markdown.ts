import type { GameDayResult, RunResult } from '../core/result.ts';
import { gameDayMarkdown } from './markdown/game-day.ts';
import { runMarkdown } from './markdown/run.ts';

/** The result as Markdown, for the summary of a CI job or a comment. */
export const markdown = (result: RunResult | GameDayResult): string =>
  `${result.format === 'firedrill.run/1' ? runMarkdown(result) : gameDayMarkdown(result)}\n`;
