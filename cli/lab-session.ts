import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { connectLab, type LabClient } from '../lab/client.ts';
import { exitCode, Stop } from './exit.ts';
import { awsChoiceOf, stateDirOf, wantsJson } from './globals.ts';
import { labFronts } from './lab-fronts.ts';
import { type Desk, drivenElsewhere, openDesk } from './lab-ports.ts';
import { type Output, openOutput } from './output.ts';
import { idlePorts, type Recovered, recover } from './recover.ts';
import type { Session } from './session.ts';
import { entryLine } from './view/entry-line.ts';
import { conclusionLines, recordLine } from './view/words.ts';

/** A session on this machine. */
export type LabSession = Session & { readonly desk: Desk };

/** Opens a session on this machine. First of all, runs of dead processes are taken home. */
export const openLabSession = async (command: Command): Promise<LabSession> => {
  awsChoiceOf(command);
  const stateDir = stateDirOf(command);
  const out = await openOutput(wantsJson(command));
  const desk = openDesk(stateDir);
  const lab = connectLab(stateDir);
  const recovered = await recoverAloud(out, desk, lab);
  const now = () => Math.round(lab?.clock.now() ?? Date.now());
  return {
    ...{ out, stateDir, desk, lab, recovered, now },
    fronts: labFronts(desk, now),
    flags: '',
    lookEveryMs: 200,
    idle: async () => lab && idlePorts(desk, lab),
    who: async () => userInfo().username,
    goesOn: (id) => drivenElsewhere(desk, id),
    recordLine: (id) => recordLine(out, stateDir, id),
    outlook: async (plan) => (lab ? (await import('./lab-outlook.ts')).labOutlook(lab, plan) : noOutlook),
    moveFisLever: async () => noFis('--fis'),
    preview: async () => noFis('--preview'),
    quotas: async () => [],
    close: () => {
      lab?.close();
      desk.close();
    },
  };
};

const noFis = (option: string): never => {
  throw new Stop(exitCode.usage, `there is no FIS in the lab: ${option} goes with --aws`);
};

const noOutlook = { alarms: [], missing: [], unknown: [] };

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
