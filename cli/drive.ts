import { userInfo } from 'node:os';
import { stopGameDay } from '../core/gameday/gate.ts';
import type { JournalEntry, Ports } from '../core/ports.ts';
import { signalRun } from '../core/protocol/signal.ts';
import type { Conclusion, GameDayConclusion, Run } from '../core/run.ts';
import type { LabClient } from '../lab/client.ts';
import { takeOver } from './detached.ts';
import { exitCode, Stop } from './exit.ts';
import type { Desk } from './lab-ports.ts';
import type { LabSession } from './lab-session.ts';
import { closeLostGameDay, closeLostRun, gone } from './lost.ts';
import { type Orchestrator, openOrchestrator } from './orchestrator.ts';
import { openBoard } from './view/board.ts';
import { entryLine } from './view/entry-line.ts';
import { drawLive } from './view/live.ts';

/** What is driven: a run or a game day, and how it is started. */
export type Order = {
  readonly id: string;
  readonly kind: 'experiment' | 'gameday';
  start(ports: Ports): Promise<void>;
  /** Hears every entry as it is written. */
  hear?(ports: Ports, id: string, entry: JournalEntry): void;
};

/** Drives a run or a game day in this process, aloud, to its end. Ctrl-C stops it and waits; a second one detaches. */
export const drive = async (session: LabSession, lab: LabClient, order: Order): Promise<void> => {
  const began = new Map<string, number>();
  const board = openBoard();
  const hear = (id: string, entry: JournalEntry) => {
    if (!began.has(id)) began.set(id, entry.atMs);
    board.hear(id, entry);
    session.out.emit({ type: 'entry', id, ...entry });
    const line = entryLine(session.out, entry, began.get(id) ?? entry.atMs);
    if (line) session.out.say(line);
    order.hear?.(orchestrator.ports, id, entry);
  };
  const orchestrator = openOrchestrator(
    session.desk,
    lab,
    { entry: hear },
    order.kind === 'gameday' ? ['experiment', 'gameday'] : ['experiment'],
  );
  const undraw = drawLive(session.out, lab, session.desk.store, board);
  const deafen = onInterrupt(session, orchestrator.ports, order);
  const over = new AbortController();
  try {
    await order.start(orchestrator.ports);
    const settled = orchestrator.engine.settled(order.id);
    await Promise.race([settled, gone(lab, over.signal)]);
    if (lab.isUp()) await leaveNothingOpen(session, orchestrator);
    else await closeLost(session, order);
  } finally {
    over.abort();
    deafen();
    undraw();
    orchestrator.close();
  }
};

// An execution that ended without its run is what the reconciler brings home.
const leaveNothingOpen = async ({ desk }: LabSession, { reconcile }: Orchestrator): Promise<void> => {
  for (const { conclusion } of await openHere(desk)) if (conclusion === undefined) await reconcile();
};

const openHere = async ({ store, me }: Desk): Promise<readonly Run[]> => {
  const open = await store.runs.open();
  const owners = await Promise.all(open.map(({ runId }) => store.owners.ownerOf(runId)));
  return open.filter((_, n) => owners[n]?.pid === me.pid);
};

// Without its lab there is nothing to put back, and nothing to read: what is left is to say so.
const closeLost = async ({ desk }: LabSession, { id, kind }: Order): Promise<void> => {
  for (const run of await openHere(desk)) await closeLostRun(desk, run);
  if (kind === 'gameday') await closeLostGameDay(desk, { gameDayId: id });
};

const onInterrupt = (session: LabSession, ports: Ports, { id, kind }: Order): (() => void) => {
  let pressed = 0;
  const { out, stateDir } = session;
  const press = (signal: NodeJS.Signals) => {
    pressed += 1;
    if (pressed === 1) {
      out.say(
        out.style(
          'yellow',
          `Stopping, and putting everything back. ${signal === 'SIGINT' ? 'Ctrl-C again detaches.' : ''}`,
        ),
      );
      const by = userInfo().username;
      const reason = `${signal} from the terminal`;
      const stopped: Promise<unknown> =
        kind === 'gameday'
          ? stopGameDay(ports, id, by, reason)
          : signalRun(ports, id, { kind: 'person', atMs: ports.clock.now(), actor: by, reason });
      stopped.catch((failure: unknown) =>
        out.say(`Could not stop: ${failure instanceof Error ? failure.message : failure}`),
      );
    } else {
      takeOver(stateDir, session.desk.me);
      out.emit({ type: 'result', detached: [id] });
      out.say(
        `Detached. Everything is being put back in the background; see: firedrill status, firedrill stop ${id}`,
      );
      process.exit(exitCode.goesOn);
    }
  };
  // The last two would end the process, or open it to a debugger.
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'] as const;
  for (const signal of signals) process.on(signal, press);
  return () => {
    for (const signal of signals) process.off(signal, press);
  };
};

/** The conclusion of a run that has been driven, or an internal error. */
export const conclusionOf = async ({ desk }: LabSession, runId: string): Promise<Conclusion> => {
  const run = await desk.store.runs.get(runId);
  if (run?.conclusion === undefined)
    throw new Stop(exitCode.internalError, `run ${runId} came to no conclusion`);
  return run.conclusion;
};

/** The conclusion of a game day that has been driven, or an internal error. */
export const gameDayConclusionOf = async (
  { desk }: LabSession,
  gameDayId: string,
): Promise<GameDayConclusion> => {
  const day = await desk.store.gameDays.get(gameDayId);
  if (day?.conclusion === undefined)
    throw new Stop(exitCode.internalError, `game day ${gameDayId} came to no conclusion`);
  return day.conclusion;
};
