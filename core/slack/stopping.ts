import { stopGameDay } from '../gameday/gate.ts';
import type { Ports } from '../ports.ts';
import { signalRun } from '../protocol/signal.ts';
import { actorInWords } from './actor.ts';
import { code, said } from './text.ts';

/** Who stops, and why. */
export type Stopping = { readonly by: string; readonly reason: string };

/** Stops a run or a game day, by its whole id; says what has become of it. */
export const stopOne = async (ports: Ports, id: string, { by, reason }: Stopping): Promise<string> => {
  const run = await ports.runs.get(id);
  if (run !== undefined) {
    const signal = { kind: 'person', atMs: ports.clock.now(), actor: by, reason } as const;
    if (run.state !== 'closed' && (await signalRun(ports, id, signal)))
      return `🛑 Stopping ${code(id)}: everything is being put back.`;
    const now = (await ports.runs.get(id)) ?? run;
    if (now.state === 'closed') return `${code(id)} is over already.`;
    const stopper = now.signal ? `, by ${said(actorInWords(now.signal.actor), 120)}` : '';
    return `${code(id)} is stopping already${stopper}: it is ${now.state}.`;
  }
  const day = await ports.gameDays.get(id);
  if (day === undefined) return `There is no run or game day ${code(id)}.`;
  if (day.state === 'closed') return `${code(id)} is over already.`;
  if (day.stop) return `${code(id)} is stopping already, by ${said(actorInWords(day.stop.by), 120)}.`;
  await stopGameDay(ports, id, by, reason);
  return `🛑 Stopping game day ${code(id)}: what runs is being put back, and no further step starts.`;
};

/** Stops what is open and begins with these letters; `all` is everything. */
export const stopMany = async (
  ports: Ports,
  beginning: string,
  how: Stopping,
): Promise<readonly string[]> => {
  const wanted = beginning.replace(/^-+/, '').toLowerCase() === 'all' ? '' : beginning;
  const [days, runs] = await Promise.all([ports.gameDays.open(), ports.runs.open()]);
  const open = [...days.map(({ gameDayId }) => gameDayId), ...runs.map(({ runId }) => runId)];
  const meant = open.filter((id) => id.startsWith(wanted));
  if (meant.length === 0)
    return wanted === '' ? ['Nothing is under way.'] : [await stopOne(ports, wanted, how)];
  const stopped = await Promise.allSettled(meant.map((id) => stopOne(ports, id, how)));
  const failed = stopped.find((one) => one.status === 'rejected');
  if (failed && stopped.every((one) => one.status === 'rejected')) throw failed.reason;
  return stopped.map((one, n) =>
    one.status === 'fulfilled'
      ? one.value
      : `⚠️ ${code(meant[n] ?? '')} could not be stopped: ${said(String(one.reason))}`,
  );
};
