import type { GameDayResult, RunResult } from '../core/result.ts';
import { journalOf } from './chaos-toolkit/journal.ts';

/** The result as a journal of Chaos Toolkit, as JSON; a game day as a list of the journals of its runs. */
export const chaosToolkitJournal = (result: RunResult | GameDayResult): string => {
  const journal = result.format === 'firedrill.run/1' ? journalOf(result) : result.runs.map(journalOf);
  return `${JSON.stringify(journal, null, 2)}\n`;
};
