import type { Command } from 'commander';
import type { Run } from '../../core/run.ts';
import { exitCode, Stop } from '../exit.ts';
import { follow } from '../follow.ts';
import { openSession, type Session } from '../session.ts';
import { openBoard } from '../view/board.ts';
import { drawLive } from '../view/live.ts';
import { conclusionLines } from '../view/words.ts';

/** `firedrill watch [id]`. It only looks: to leave it changes nothing. */
export const addWatch = (program: Command): void => {
  program
    .command('watch')
    .description('follow an open run or game day to its end; the exit code is its verdict')
    .argument('[id]', 'a run, a game day, or the beginning of one; without it what is open')
    .action(async (beginning: string | undefined, _: unknown, command: Command) => {
      const session = await openSession(command);
      const id = await theOne(session, beginning);
      const leave = () => {
        session.out.live([]);
        session.out.say(`You left; ${id} goes on. Stop it: firedrill stop ${id}${session.flags}`);
        session.out.emit({ type: 'result', id, watching: 'over' });
        process.exit(exitCode.goesOn);
      };
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, leave);
      const ended = await watch(session, id);
      session.close();
      // Its process died on the way: what every command does first is what is left to do.
      if (!ended) (await openSession(command)).close();
      await tell(await openSession(command), id);
    });
};

const watch = async (session: Session, id: string): Promise<boolean> => {
  const { out, lab, desk } = session;
  const board = openBoard();
  const undraw = lab ? drawLive(out, lab, desk.store, board) : () => undefined;
  try {
    return await follow(session, id, { heard: board.hear, goesOn: () => session.goesOn(id) });
  } finally {
    undraw();
  }
};

const tell = async ({ out, desk, recordLine, close }: Session, id: string): Promise<void> => {
  const conclusion = ((await desk.store.runs.get(id)) ?? (await desk.store.gameDays.get(id)))?.conclusion;
  close();
  if (conclusion === undefined) throw new Stop(exitCode.goesOn, `${id} goes on`);
  if ('hypothesis' in conclusion) out.say(conclusionLines(out, conclusion).join('\n'));
  out.say(recordLine(id));
  out.emit({ type: 'result', id, ...conclusion });
  process.exitCode = conclusion.exitCode;
};

// A game day before its run: the run is told of within it.
const theOne = async ({ desk: { store }, flags }: Session, beginning = ''): Promise<string> => {
  const days = (await store.gameDays.open()).map(({ gameDayId }) => gameDayId);
  const runs = (await store.runs.open()).filter(isOnItsOwn).map(({ runId }) => runId);
  const fitting = [...days, ...runs].filter((id) => id.startsWith(beginning));
  const [first, ...others] = fitting;
  if (first !== undefined && others.length === 0) return first;
  if (others.length > 0) throw new Stop(exitCode.usage, `several are open, name one: ${fitting.join(', ')}`);
  const over =
    beginning === ''
      ? undefined
      : ((await store.runs.get(beginning)) ?? (await store.gameDays.get(beginning)));
  if (over) return beginning;
  throw new Stop(
    exitCode.usage,
    beginning === ''
      ? `nothing is open; see \`firedrill list${flags}\``
      : `no open run or game day begins with ${beginning}; see \`firedrill list${flags}\``,
  );
};

const isOnItsOwn = ({ gameDay }: Run) => gameDay === undefined;
