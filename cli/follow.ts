import { setTimeout as pause } from 'node:timers/promises';
import { ServiceUnavailable } from '../core/errors.ts';
import type { JournalEntry } from '../core/ports.ts';
import { exitCode, Stop } from './exit.ts';
import type { Session } from './session.ts';
import { entryLine } from './view/entry-line.ts';

const sureEvery = 5;

/** How long a run is followed, and who hears of it. */
export type Following = {
  readonly timeoutMs?: number;
  heard?(id: string, entry: JournalEntry): void;
  /** Asked every second: whether somebody drives it still. */
  goesOn?(): Promise<boolean>;
};

/** Tells of a run or a game day that another process drives; true when it has come to its conclusion. */
export const follow = async (
  session: Session,
  id: string,
  { timeoutMs = Number.POSITIVE_INFINITY, heard, goesOn = async () => true }: Following = {},
): Promise<boolean> => {
  const untilMs = performance.now() + timeoutMs;
  const { lookEveryMs } = session;
  const { runs, gameDays } = session.desk.store;
  const tell = teller(session, heard);
  const look = patiently(session, id, async () => {
    const day = await gameDays.get(id);
    const one = day ?? (await runs.get(id));
    for (const each of [id, ...(day?.steps ?? []).map(({ runId }) => runId)]) await tell(each);
    return one?.conclusion !== undefined;
  });
  for (let looked = 1; performance.now() < untilMs; looked++) {
    const beganMs = performance.now();
    if (await look()) return true;
    if (looked % sureEvery === 0 && !(await goesOn())) return (await goneOrDone(session, id)) === 'done';
    // A long journal takes its time to read; it must not take all of it.
    const restMs = Math.max(lookEveryMs, 5 * (performance.now() - beganMs));
    await pause(Math.max(0, Math.min(restMs, untilMs - performance.now())));
  }
  return false;
};

const patienceMs = 5 * 60_000;

// Throttling, a network that is gone for a moment: that nobody could look says nothing about what was looked for.
const patiently = ({ out, flags }: Session, id: string, look: () => Promise<boolean>) => {
  let failingSinceMs: number | undefined;
  return async (): Promise<boolean> => {
    try {
      const done = await look();
      failingSinceMs = undefined;
      return done;
    } catch (failure) {
      if (!(failure instanceof ServiceUnavailable)) throw failure;
      if (failingSinceMs === undefined) out.say(`  ${failure.message}; looking again`);
      failingSinceMs ??= performance.now();
      if (performance.now() - failingSinceMs > patienceMs)
        throw new Stop(exitCode.goesOn, `${failure.message}\n${id} goes on: firedrill watch ${id}${flags}`, {
          cause: failure,
        });
      return false;
    }
  };
};

const goneOrDone = async ({ desk: { store } }: Session, id: string): Promise<'gone' | 'done'> =>
  ((await store.gameDays.get(id)) ?? (await store.runs.get(id)))?.conclusion ? 'done' : 'gone';

const teller = ({ out, desk }: Session, heard: Following['heard']) => {
  const told = new Map<string, number>();
  return async (id: string): Promise<void> => {
    const records = await desk.journal.read(id);
    for (const record of records.slice(told.get(id) ?? 0)) {
      heard?.(id, record);
      out.emit({ type: 'entry', id, ...record });
      const line = entryLine(out, record, records[0]?.atMs ?? record.atMs);
      if (line) out.say(line);
    }
    told.set(id, records.length);
  };
};
