import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type GameDayResult,
  gameDayResult,
  gameDayResultOnRecord,
  type RunResult,
  runResult,
  runResultOnRecord,
} from '../core/result.ts';
import { readResult } from '../report/read-result.ts';
import { exitCode, Stop } from './exit.ts';
import type { Session } from './session.ts';

/** A result, and the file that it was read from, if it was. */
export type Found = { readonly result: RunResult | GameDayResult; readonly file?: string };

/** The result of a run or a game day: from its file, and where there is none of this version, from the store. */
export const findResult = async (session: Session, id: string): Promise<Found> => {
  const kind = await kindOf(session, id);
  const file = join(session.stateDir, 'results', `${id}.json`);
  if (/^[\w-]+$/.test(id) && existsSync(file)) {
    const text = readFileSync(file, 'utf8');
    if (kind === undefined || !isOlder(text)) return { result: readable(text, file), file };
  }
  if (kind === undefined) throw new Stop(exitCode.usage, await unknown(session, id));
  return { result: await fromStore(session, kind, id) };
};

type Kind = 'run' | 'gameday';

const kindOf = async ({ desk: { store } }: Session, id: string): Promise<Kind | undefined> => {
  if (await store.runs.get(id)) return 'run';
  return (await store.gameDays.get(id)) ? 'gameday' : undefined;
};

const readable = (text: string, file: string): RunResult | GameDayResult => {
  try {
    return readResult(text, file);
  } catch (failure) {
    throw new Stop(exitCode.usage, failure instanceof Error ? failure.message : String(failure));
  }
};

// The first version wrote a part of it only, and no format; the store knows more.
const isOlder = (text: string): boolean => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !('format' in value);
  } catch {
    return false;
  }
};

const fromStore = async (
  { desk, idle, lab }: Session,
  kind: Kind,
  id: string,
): Promise<RunResult | GameDayResult> => {
  // A lab that has just died answers nothing any more.
  const asking = lab?.isUp() === false ? undefined : await idle();
  if (asking) return kind === 'run' ? runResult(asking, id) : gameDayResult(asking, id);
  const ports = { ...desk.store, journal: desk.journal };
  return kind === 'run' ? runResultOnRecord(ports, id) : gameDayResultOnRecord(ports, id);
};

const mostKnown = 1_000;

/** The newest run or game day; of a run that belongs to a game day, the day. */
export const newestId = async ({ desk: { store } }: Session): Promise<string | undefined> => {
  const [run] = await store.runs.list(1);
  const [day] = await store.gameDays.list(1);
  if (run?.gameDay) return run.gameDay.gameDayId;
  if (run === undefined || day === undefined) return run?.runId ?? day?.gameDayId;
  return day.createdAtMs > run.createdAtMs ? day.gameDayId : run.runId;
};

const unknown = async ({ desk: { store } }: Session, id: string): Promise<string> => {
  const { nearest } = await import('../core/documents/suggest.ts');
  const ids = [
    ...(await store.runs.list(mostKnown)).map(({ runId }) => runId),
    ...(await store.gameDays.list(mostKnown)).map(({ gameDayId }) => gameDayId),
  ];
  const meant = nearest(id, ids, 6);
  const like = ids.filter((one) => id.length > 3 && one.includes(id));
  const near = [...new Set([...(meant === undefined ? [] : [meant]), ...like])].slice(0, 3);
  const hint =
    near.length > 0 ? `did you mean ${near.join(' or ')}?` : 'see `firedrill list` and `firedrill history`';
  return `there is no run and no game day ${id}; ${hint}`;
};
