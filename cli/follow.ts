import { setTimeout as pause } from 'node:timers/promises';
import type { Conclusion } from '../core/run.ts';
import type { Session } from './session.ts';
import { entryLine } from './view/entry-line.ts';

const lookEveryMs = 200;

/** Tells of a run that another process drives, until its conclusion or until the time is over. */
export const follow = async (
  { out, desk }: Session,
  runId: string,
  timeoutMs: number,
): Promise<Conclusion | undefined> => {
  const untilMs = performance.now() + timeoutMs;
  let told = 0;
  while (performance.now() < untilMs) {
    const records = await desk.journal.read(runId);
    for (const record of records.slice(told)) {
      out.emit({ type: 'entry', id: runId, ...record });
      const line = entryLine(out, record, records[0]?.atMs ?? record.atMs);
      if (line) out.say(line);
    }
    told = records.length;
    const run = await desk.store.runs.get(runId);
    if (run?.conclusion) return run.conclusion;
    await pause(lookEveryMs);
  }
  return undefined;
};
