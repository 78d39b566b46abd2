import type { Command } from 'commander';
import { startGameDay } from '../../core/gameday/start.ts';
import type { ExperimentRef } from '../../core/run.ts';
import { atGate } from '../at-gate.ts';
import type { GameDayOptions } from '../commands/gameday.ts';
import type { GameDayDocuments } from '../documents.ts';
import { exitCode, Stop } from '../exit.ts';
import type { AwsChoice } from '../globals.ts';
import { gameDayLines } from '../view/gameday-lines.ts';
import { begin, sayHowToSee } from './begin.ts';
import { keepHere } from './keep-here.ts';
import { type AwsSession, openAwsSession } from './session.ts';
import { waitFor } from './wait.ts';

/** `firedrill gameday <file> --aws`: the stack runs it; with `--wait` this process follows. */
export const gameDayOnAws = async (
  command: Command,
  choice: AwsChoice,
  { gameDay, experiments }: GameDayDocuments,
  { wait, gamedayId, atGate: gate }: GameDayOptions,
): Promise<void> => {
  if (gate && !wait)
    throw new Stop(exitCode.usage, '--at-gate runs your command here, so with --aws it needs --wait');
  const session = await openAwsSession(command, choice);
  const { out } = session;
  const actor = await session.who();
  const ports = await session.idle();
  const id = gamedayId ?? ports.ids.gameDayId();
  const refs: ExperimentRef[] = [];
  for (const experiment of experiments) refs.push(await ports.experiments.put(experiment));
  out.say(`${out.style('bold', gameDay.title)}\n  ${out.style('dim', id)}`);
  await begin(session, id, () => startGameDay(ports, id, gameDay, refs, { kind: 'cli', actor }));
  if (wait) await tellEnd(session, id, gate);
  else {
    sayHowToSee(session, id);
    out.emit({ type: 'result', gameDayId: id });
  }
  session.close();
};

const tellEnd = async (session: AwsSession, id: string, gate: string | undefined): Promise<void> => {
  const { out, desk } = session;
  const ports = await session.idle();
  const open = gate && atGate(session, id, gate);
  await waitFor(session, {
    id,
    kind: 'gameday',
    ...(open && { heard: (about, entry) => open(ports, about, entry) }),
  });
  const conclusion = (await desk.store.gameDays.get(id))?.conclusion;
  if (conclusion === undefined) throw new Stop(exitCode.goesOn, `${id} goes on`);
  out.say(gameDayLines(out, conclusion).join('\n'));
  await keepHere(session, 'gameday', id);
  out.emit({ type: 'result', gameDayId: id, ...conclusion });
  process.exitCode = conclusion.exitCode;
};
