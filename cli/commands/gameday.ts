import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { startGameDay } from '../../core/gameday/start.ts';
import type { ExperimentRef } from '../../core/run.ts';
import { timeOrderedIds } from '../../lab/adapters/outside.ts';
import { atGate } from '../at-gate.ts';
import { spawnDetached } from '../detached.ts';
import type { GameDayDocuments } from '../documents.ts';
import { awsChoiceOf } from '../globals.ts';
import { type LabSession, openLabSession } from '../lab-session.ts';
import { needLab } from '../session.ts';
import { gameDayLines } from '../view/gameday-lines.ts';
import { recordLine } from '../view/words.ts';
import { type LabChoice, withLab } from '../with-lab.ts';
import { parseScale } from './lab.ts';
import { refuseWhileUnverified } from './run.ts';

/** What `firedrill gameday` is asked for besides the document. */
export type GameDayOptions = LabChoice & { wait?: boolean; gamedayId?: string; atGate?: string };

/** `firedrill gameday <file>`. */
export const addGameDay = (program: Command): void => {
  program
    .command('gameday')
    .description('run a game day: experiments in order, with gates between them')
    .argument('<file>', 'a game day')
    .option('--wait', 'stay until its result')
    .option('--lab', 'start a lab for it when none is up')
    .option('--time-scale <n>', 'lab seconds per real second, 1 to 60', parseScale, 10)
    .option('--at-gate <command>', 'run this at each gate; the gate opens when it succeeds')
    .option('--gameday-id <id>', 'the same id again is the same game day')
    .action(async (file: string, options: GameDayOptions, command: Command) => {
      const { readGameDay } = await import('../documents.ts');
      const read = readGameDay(file);
      const choice = awsChoiceOf(command);
      if (choice) {
        const { gameDayOnAws } = await import('../aws/gameday.ts');
        return gameDayOnAws(command, choice, read, options);
      }
      const session = await openLabSession(command);
      refuseWhileUnverified(session);
      const id = options.gamedayId ?? timeOrderedIds.gameDayId();
      if (options.wait) await foreground(session, read, id, options);
      else background(session, file, id, options);
      session.close();
    });
};

const foreground = (
  session: LabSession,
  { gameDay, experiments }: GameDayDocuments,
  id: string,
  options: GameDayOptions,
): Promise<void> =>
  withLab(session, options, async (lab) => {
    const { out, desk } = session;
    const refs: ExperimentRef[] = [];
    for (const experiment of experiments) refs.push(await desk.store.experiments.put(experiment));
    const trigger = { kind: 'cli', actor: userInfo().username } as const;
    out.say(`${out.style('bold', gameDay.title)}\n  ${out.style('dim', id)}`);
    const { drive, gameDayConclusionOf } = await import('../drive.ts');
    await drive(session, lab, {
      id,
      kind: 'gameday',
      start: (ports) => startGameDay(ports, id, gameDay, refs, trigger),
      ...(options.atGate && { hear: atGate(session, id, options.atGate) }),
    });
    const conclusion = await gameDayConclusionOf(session, id);
    out.say(gameDayLines(out, conclusion).join('\n'));
    out.say(recordLine(out, session.stateDir, id));
    out.emit({ type: 'result', gameDayId: id, ...conclusion });
    process.exitCode = conclusion.exitCode;
  });

const background = (session: LabSession, file: string, id: string, options: GameDayOptions): void => {
  const { out, stateDir } = session;
  const { lab, timeScale, atGate: gate } = options;
  if (!lab) needLab(session);
  const choices = [
    ...(lab ? ['--lab', '--time-scale', String(timeScale)] : []),
    ...(gate ? ['--at-gate', gate] : []),
  ];
  const { log } = spawnDetached(stateDir, id, ['gameday', file, '--wait', '--gameday-id', id, ...choices]);
  out.say(
    `${id} goes on in the background.\n  stop it: firedrill stop ${id}\n  see it:  firedrill status, ${log}`,
  );
  out.emit({ type: 'result', gameDayId: id, log });
};
