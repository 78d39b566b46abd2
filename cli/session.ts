import type { Command } from 'commander';
import { connectLab, type LabClient } from '../lab/client.ts';
import { exitCode, Stop } from './exit.ts';
import { type GlobalOptions, stateDirOf } from './globals.ts';
import { type Desk, openDesk } from './lab-ports.ts';
import { type Output, openOutput } from './output.ts';
import { type Recovered, recover } from './recover.ts';
import { entryLine } from './view/entry-line.ts';
import { conclusionLines } from './view/words.ts';

/** What every command has at hand, after whatever a dead process left open has been put back. */
export type Session = {
  readonly out: Output;
  readonly stateDir: string;
  readonly desk: Desk;
  readonly lab: LabClient | undefined;
  readonly recovered: readonly Recovered[];
  close(): void;
};

/** Opens a session. First of all, runs of dead processes are taken home. */
export const openSession = async (command: Command): Promise<Session> => {
  const { json = false } = command.optsWithGlobals<GlobalOptions>();
  const stateDir = stateDirOf(command);
  const out = await openOutput(json);
  const desk = openDesk(stateDir);
  const lab = connectLab(stateDir);
  const recovered = await recoverAloud(out, desk, lab);
  const close = () => {
    lab?.close();
    desk.close();
  };
  return { out, stateDir, desk, lab, recovered, close };
};

const recoverAloud = async (
  out: Output,
  desk: Desk,
  lab: LabClient | undefined,
): Promise<readonly Recovered[]> => {
  let beganAtMs = 0;
  const recovered = await recover(
    desk,
    lab,
    ({ runId, experiment, state, createdAtMs }) => {
      beganAtMs = createdAtMs;
      out.say(
        `Run ${runId} (${experiment.name}) was left open in state ${state} by a process that died. Putting everything back.`,
      );
    },
    {
      entry: (id, entry) => {
        out.emit({ type: 'entry', id, ...entry });
        say(out, entryLine(out, entry, beganAtMs));
      },
    },
  );
  for (const { runId, experiment, conclusion, trouble } of recovered) {
    if (conclusion) out.say(conclusionLines(out, conclusion).join('\n'));
    if (trouble)
      out.say(out.style('red', `  NOT VERIFIED RESTORED: ${trouble}. Any firedrill command tries again.`));
    out.emit({
      type: 'recovered',
      runId,
      experiment,
      ...(conclusion && { conclusion }),
      ...(trouble && { trouble }),
    });
  }
  return recovered;
};

const say = (out: Output, line: string | undefined) => {
  if (line !== undefined) out.say(line);
};

/** The lab, or the way to get one. */
export const needLab = ({ lab }: Pick<Session, 'lab'>): LabClient => {
  if (lab === undefined)
    throw new Stop(exitCode.usage, 'no lab is up here; start one with `firedrill lab up`, or add --lab');
  return lab;
};
