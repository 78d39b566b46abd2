import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { stopGameDay } from '../../core/gameday/gate.ts';
import type { Ports } from '../../core/ports.ts';
import { signalRun } from '../../core/protocol/signal.ts';
import { exitCode, Stop } from '../exit.ts';
import { openSession, type Session } from '../session.ts';

/** `firedrill stop <run>|--all`. Anyone who may see may stop. */
export const addStop = (program: Command): void => {
  program
    .command('stop')
    .description('stop a run or a game day and have everything put back; asking twice is harmless')
    .argument('[id]', 'a run, a game day, or the beginning of one')
    .option('--all', 'every open run and game day')
    .option('--reason <text>', 'for the journal', 'stopped from the command line')
    .action(async (id: string | undefined, options: { all?: boolean; reason: string }, command: Command) => {
      if ((id === undefined) === (options.all === undefined))
        throw new Stop(exitCode.usage, 'name a run or a game day, or say --all');
      const session = await openSession(command);
      const { out, desk, recovered } = session;
      const { runs, days } = await openOnes(desk.store, id);
      if (id !== undefined && runs.length + days.length === 0) await mustBeOver(session, id);
      const ports = await session.idle();
      const by = await session.who().catch(() => userInfo().username);
      if (ports)
        for (const one of [...days, ...runs]) await stopOne(ports, one, { by, reason: options.reason });
      for (const one of [...days, ...runs])
        out.say(`Stopping ${one}: everything is being put back. See \`firedrill status${session.flags}\`.`);
      out.emit({
        type: 'result',
        stopping: [...days, ...runs],
        recovered: recovered.map(({ runId }) => runId),
      });
      session.close();
    });
};

// Asking twice is harmless; asking for what never was is a mistake.
const mustBeOver = async ({ out, desk, recovered, flags }: Session, id: string): Promise<void> => {
  if (recovered.some(({ runId }) => runId.startsWith(id))) return;
  if (!((await desk.store.runs.get(id)) ?? (await desk.store.gameDays.get(id))))
    throw new Stop(
      exitCode.usage,
      `no open run or game day begins with ${id}; see \`firedrill list${flags}\``,
    );
  out.say(`${id} is over already.`);
};

const openOnes = async ({ runs, gameDays }: Pick<Ports, 'runs' | 'gameDays'>, beginning = '') => ({
  runs: (await runs.open()).map(({ runId }) => runId).filter((runId) => runId.startsWith(beginning)),
  days: (await gameDays.open())
    .map(({ gameDayId }) => gameDayId)
    .filter((dayId) => dayId.startsWith(beginning)),
});

const stopOne = async (
  ports: Ports,
  id: string,
  { by, reason }: { readonly by: string; readonly reason: string },
): Promise<void> => {
  if (await ports.gameDays.get(id)) await stopGameDay(ports, id, by, reason);
  else await signalRun(ports, id, { kind: 'person', atMs: ports.clock.now(), actor: by, reason });
};
