import type { Command } from 'commander';
import type { Experiment } from '../../core/experiment.ts';
import { startRun } from '../../core/protocol/start.ts';
import { asPlanned, type RunOptions } from '../as-planned.ts';
import { exitCode } from '../exit.ts';
import type { AwsChoice } from '../globals.ts';
import { conclusionLines } from '../view/words.ts';
import { begin, sayHowToSee } from './begin.ts';
import { keepHere } from './keep-here.ts';
import { type AwsSession, openAwsSession } from './session.ts';
import { waitFor } from './wait.ts';

/** `firedrill run <file> --aws`: the stack runs it; with `--wait` this process follows. */
export const runOnAws = async (
  command: Command,
  choice: AwsChoice,
  experiment: Experiment,
  options: RunOptions,
): Promise<void> => {
  const { wait, timeout, runId: given } = options;
  const session = await openAwsSession(command, choice);
  const { out } = session;
  const actor = await session.who();
  const ports = await session.idle();
  const runId = given ?? ports.ids.runId();
  const ref = await ports.experiments.put(experiment);
  out.say(`${out.style('bold', experiment.title)}\n  ${out.style('dim', runId)}`);
  const planned = await asPlanned(session, experiment, options);
  const order = { runId, experiment: ref, trigger: { kind: 'cli', actor }, ...planned } as const;
  await begin(session, runId, () => startRun(ports, order));
  if (wait) await tellEnd(session, { runId, experiment: experiment.name, timeoutMs: timeout });
  else {
    sayHowToSee(session, runId);
    out.emit({ type: 'result', runId, experiment: experiment.name });
  }
  session.close();
};

type Started = {
  readonly runId: string;
  readonly experiment: string;
  readonly timeoutMs: number | undefined;
};

const tellEnd = async (session: AwsSession, { runId, experiment, timeoutMs }: Started): Promise<void> => {
  const { out, desk } = session;
  await waitFor(session, { id: runId, kind: 'experiment', ...(timeoutMs !== undefined && { timeoutMs }) });
  const conclusion = (await desk.store.runs.get(runId))?.conclusion;
  if (conclusion === undefined) {
    out.say('The wait is over; the run goes on.');
    sayHowToSee(session, runId);
  } else {
    out.say(conclusionLines(out, conclusion).join('\n'));
    await keepHere(session, 'experiment', runId);
  }
  out.emit({ type: 'result', runId, experiment, ...(conclusion ?? { waiting: 'over' }) });
  process.exitCode = conclusion?.exitCode ?? exitCode.goesOn;
};
