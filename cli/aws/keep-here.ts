import { gameDayResult, runResult } from '../../core/result.ts';
import { labReports } from '../../lab/adapters/outside.ts';
import { htmlOf } from '../../report/html-of.ts';
import type { AwsSession } from './session.ts';

/** Writes the result of a run or a game day next to the lab's own, for whoever has no way into the bucket. */
export const keepHere = async (
  { idle, stateDir, out, recordLine }: AwsSession,
  kind: 'experiment' | 'gameday',
  id: string,
): Promise<void> => {
  const ports = await idle();
  try {
    const result = await (kind === 'gameday' ? gameDayResult(ports, id) : runResult(ports, id));
    const page = await labReports(stateDir, htmlOf).save(id, result);
    out.say(`${recordLine(id)}\n${out.style('dim', `  here:   ${page}`)}`);
  } catch (failure) {
    // The stack keeps its own; that this copy failed changes no verdict.
    const why = failure instanceof Error ? failure.message : String(failure);
    out.say(`${recordLine(id)}\n  The report could not be written here: ${why}`);
  }
};
