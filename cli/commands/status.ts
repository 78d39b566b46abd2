import type { Command } from 'commander';
import type { Run } from '../../core/run.ts';
import { findDaemon } from '../daemon/daemon-file.ts';
import { exitCode } from '../exit.ts';
import { openSession, type Session } from '../session.ts';
import { labLines } from '../view/lab-lines.ts';
import { verdictWords } from '../view/words.ts';

/** `firedrill status` and `firedrill list`. */
export const addStatus = (program: Command): void => {
  program
    .command('status')
    .description('the lab, open runs, and whether anything needs a person')
    .action(async (_: unknown, command: Command) => {
      const session = await openSession(command);
      await status(session);
      session.close();
    });
  program
    .command('list')
    .description('the last runs and what came of them')
    .option('--limit <n>', 'how many', Number, 20)
    .action(async ({ limit }: { limit: number }, command: Command) => {
      const session = await openSession(command);
      const { out, desk } = session;
      const runs = await desk.store.runs.list(limit);
      for (const run of runs) {
        const verdict = run.conclusion ? verdictWords(out, run.conclusion) : run.state;
        out.say(
          `${run.runId}  ${new Date(run.createdAtMs).toISOString().slice(0, 16)}  ${run.experiment.name}  ${verdict}`,
        );
        out.emit({ type: 'run', run });
      }
      if (runs.length === 0) out.say('No run yet.');
      out.emit({ type: 'result', runs: runs.length });
      session.close();
    });
};

const status = async ({ out, desk, lab, stack, stateDir, recovered, flags }: Session): Promise<void> => {
  const open = await desk.store.runs.open();
  const leases = await desk.store.leases.list();
  const levers = await desk.store.levers.engaged(['global']);
  const snapshot = await lab?.snapshot();
  if (snapshot) out.say([`The lab is up, at ×${snapshot.scale}.`, ...labLines(out, snapshot)].join('\n'));
  else out.say(stack ?? 'No lab is up.');
  const daemon = snapshot && findDaemon(stateDir);
  if (daemon) out.say(`Its API is ${daemon.address}/v1.`);
  else if (snapshot) out.say(`Its API and schedules are not up; start them: firedrill lab up${flags}`);
  for (const run of open) out.say(openLine(run));
  if (open.length === 0) out.say('No run is open.');
  for (const { scope, by, reason } of levers) out.say(`The ${scope} lever is engaged by ${by}: ${reason}`);
  out.emit({
    type: 'result',
    lab: snapshot ?? null,
    ...(stack && { stack }),
    ...(daemon && { daemon }),
    open,
    leases,
    levers,
    recovered,
  });
  if (open.some(({ conclusion }) => conclusion?.restoration === 'unverified'))
    process.exitCode = exitCode.unverified;
};

const openLine = ({ runId, experiment, state, conclusion, acknowledged }: Run): string =>
  conclusion?.restoration === 'unverified'
    ? `${runId}  ${experiment.name}  NOT VERIFIED RESTORED: ${conclusion.reasons.join('; ')}${acknowledged ? ` (${acknowledged.by} looks after it)` : ''}`
    : `${runId}  ${experiment.name}  ${state}`;
