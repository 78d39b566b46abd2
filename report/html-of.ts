import type { GameDayResult, RunResult } from '../core/result.ts';

/** The report of a result, as one HTML page. What draws it is loaded when it is needed. */
export const htmlOf = async (result: RunResult | GameDayResult): Promise<string> => {
  if (result.format === 'firedrill.run/1') {
    const { runHtml } = await import('./run-html.ts');
    return runHtml(result);
  }
  const { gameDayHtml } = await import('./gameday-html.ts');
  return gameDayHtml(result);
};
