import type { Experiment } from '../experiment.ts';
import type { Ports } from '../ports.ts';
import type { Run } from '../run.ts';
import { inShort } from './problem.ts';
import { allHeld, type HttpStatuses, held, statuses } from './steady.ts';

/** Answers CheckSteadyState when it can be answered: everything has held, or something has broken. */
export const considerSteady = async (
  ports: Ports,
  run: Run,
  experiment: Experiment,
  http?: HttpStatuses,
): Promise<void> => {
  const { waiting, runId } = run;
  if (waiting?.state !== 'steady') return;
  const nowMs = ports.clock.now();
  if (http && !http.some(({ breached }) => breached) && !allHeld(http, experiment, nowMs)) return;
  const all = await statuses(ports, run, experiment);
  const broken = all.find(({ breached, reason }) => breached && !reason.startsWith('INSUFFICIENT_DATA'));
  const { held: steady, sinceMs } = held(all, experiment.steadyState, nowMs);
  const holds = steady && (await temporaryAlarmsOk(ports, runId));
  if (!holds && !broken) return;
  const states = ['checking'] as const;
  if (holds && !(await ports.runs.update(runId, { states }, { steadyFromMs: sinceMs }))) return;
  if (holds) await ports.executions.succeed(waiting.token, {});
  else
    await ports.executions.fail(waiting.token, 'NotSteady', inShort(`${broken?.probe}: ${broken?.reason}`));
  // The token goes last: an answer that is lost before this is given again.
  await ports.runs.update(runId, { states }, { waiting: undefined });
};

// A temporary alarm without data would stop the run the moment it is armed.
const temporaryAlarmsOk = async ({ alarms }: Pick<Ports, 'alarms'>, runId: string): Promise<boolean> => {
  const names = await alarms.temporary(runId);
  const now = names.length > 0 ? await alarms.now(names) : [];
  return now.every(({ state }) => state === 'OK');
};
