import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { parseDuration } from '../../core/duration.ts';
import type { Experiment } from '../../core/experiment.ts';
import { startRun } from '../../core/protocol/start.ts';
import { timeOrderedIds } from '../../lab/adapters/outside.ts';
import { asPlanned, type RunOptions } from '../as-planned.ts';
import { spawnDetached } from '../detached.ts';
import { exitCode, Stop } from '../exit.ts';
import { follow } from '../follow.ts';
import { awsChoiceOf } from '../globals.ts';
import { type LabSession, openLabSession } from '../lab-session.ts';
import { needLab, type Session } from '../session.ts';
import { conclusionLines, recordLine } from '../view/words.ts';
import { withLab } from '../with-lab.ts';
import { parseScale } from './lab.ts';

/** How long to wait, as a person or a script writes it. */
export const parseTimeout = (text: string): number => {
  const parsed = parseDuration(text);
  if (!parsed.ok) throw new Stop(exitCode.usage, `--timeout ${text}: ${parsed.message}; ${parsed.fix}`);
  return parsed.value;
};

/** `firedrill run <file>`. */
export const addRun = (program: Command): void => {
  program
    .command('run')
    .description('run an experiment; with --wait to its verdict, else in the background')
    .argument('<file>', 'an experiment')
    .option('--wait', 'stay until the verdict; the exit code is the verdict')
    .option(
      '--timeout <duration>',
      'stop waiting after this long (PT10M, real time); the run goes on',
      parseTimeout,
    )
    .option('--lab', 'start a lab for it when none is up')
    .option('--time-scale <n>', 'lab seconds per real second, 1 to 60', parseScale, 10)
    .option('--seed <text>', 'decides the choice among the candidates')
    .option('--plan <plan.json>', 'refuse everything but this plan; see `plan --out`')
    .option('--replay <run>', 'the same targets as an earlier run')
    .option('--run-id <id>', 'the same id again is the same run')
    .action(async (file: string, options: RunOptions, command: Command) => {
      const { readExperiment } = await import('../documents.ts');
      const experiment = readExperiment(file);
      const choice = awsChoiceOf(command);
      if (choice) {
        const { runOnAws } = await import('../aws/run.ts');
        return runOnAws(command, choice, experiment, options);
      }
      const session = await openLabSession(command);
      refuseWhileUnverified(session);
      const runId = options.runId ?? timeOrderedIds.runId();
      if (options.wait && options.timeout === undefined)
        await foreground(session, experiment, runId, options);
      else await background(session, file, runId, options);
      session.close();
    });
};

/** A system that is not verified restored is no place for another fault. */
export const refuseWhileUnverified = ({ recovered }: Session): void => {
  const trouble = recovered.find((one) => one.trouble !== undefined);
  if (trouble)
    throw new Stop(
      exitCode.unverified,
      `run ${trouble.runId} is not verified restored yet; nothing new is started`,
    );
};

const foreground = (
  session: LabSession,
  experiment: Experiment,
  runId: string,
  options: RunOptions,
): Promise<void> =>
  withLab(session, options, async (lab) => {
    const { out, desk } = session;
    const ref = await desk.store.experiments.put(experiment);
    const trigger = { kind: 'cli', actor: userInfo().username } as const;
    out.say(`${out.style('bold', experiment.title)}\n  ${out.style('dim', runId)}`);
    const order = { runId, experiment: ref, trigger, ...(await asPlanned(session, experiment, options)) };
    const { conclusionOf, drive } = await import('../drive.ts');
    await drive(session, lab, { id: runId, kind: 'experiment', start: (ports) => startRun(ports, order) });
    const conclusion = await conclusionOf(session, runId);
    out.say([...conclusionLines(out, conclusion), recordLine(out, session.stateDir, runId)].join('\n'));
    out.emit({ type: 'result', runId, experiment: experiment.name, ...conclusion });
    process.exitCode = conclusion.exitCode;
  });

const background = async (
  session: LabSession,
  file: string,
  runId: string,
  options: RunOptions,
): Promise<void> => {
  const { out, stateDir } = session;
  if (!options.lab) needLab(session);
  const { lab, timeScale, seed, plan, replay, wait, timeout } = options;
  const choices = [
    ...(lab ? ['--lab', '--time-scale', String(timeScale)] : []),
    ...(seed ? ['--seed', seed] : []),
    ...(plan ? ['--plan', plan] : []),
    ...(replay ? ['--replay', replay] : []),
  ];
  const { log } = spawnDetached(stateDir, runId, ['run', file, '--wait', '--run-id', runId, ...choices]);
  out.say(
    `${runId} goes on in the background.\n  stop it: firedrill stop ${runId}\n  see it:  firedrill status, ${log}`,
  );
  if (!wait || timeout === undefined) return out.emit({ type: 'result', runId, log });
  await follow(session, runId, { timeoutMs: timeout });
  const conclusion = (await session.desk.store.runs.get(runId))?.conclusion;
  out.say(conclusion ? conclusionLines(out, conclusion).join('\n') : 'The wait is over; the run goes on.');
  out.emit({ type: 'result', runId, log, ...(conclusion ?? { waiting: 'over' }) });
  process.exitCode = conclusion?.exitCode ?? exitCode.goesOn;
};
