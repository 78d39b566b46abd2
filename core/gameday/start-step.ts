import { NotFound } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { note } from '../protocol/record.ts';
import { signalRun } from '../protocol/signal.ts';
import { startRun } from '../protocol/start.ts';
import type { GameDayRun, StepRecord } from '../run.ts';
import { gameDayOf } from './next-step.ts';

/** State RunExperiment: starts the run of one step, once, and leaves it the token to answer. */
export const startStep = async (
  ports: Ports,
  gameDayId: string,
  step: number,
  token: string,
): Promise<void> => {
  const runId = `${gameDayId}-${step + 1}`;
  const day = await ports.gameDays.update(gameDayId, (now) => withStep(now, { step, runId, token }));
  const record = day?.steps.find((one) => one.step === step);
  const experiment = day?.experiments[step];
  if (day === undefined || experiment === undefined)
    throw new NotFound(`Game day ${gameDayId} has no step ${step + 1}`);
  // Stopped meanwhile, or a late repeat: there is nothing to wait for.
  if (record === undefined || record.conclusion) return ports.executions.succeed(token, {});
  const title = (await ports.experiments.get(experiment))?.document.title;
  await note(ports, gameDayId, 'step-started', { data: { step, runId, experiment: experiment.name, title } });
  const trigger = { kind: 'gameday', actor: day.trigger.actor } as const;
  await startRun(ports, { runId, experiment, trigger, gameDay: { gameDayId, step, token } });
  await stopIfStopped(ports, gameDayId, runId);
};

const withStep = (day: GameDayRun, record: StepRecord): GameDayRun => {
  const known = day.steps.find(({ step }) => step === record.step);
  if (known === undefined) return day.stop ? day : { ...day, steps: [...day.steps, record] };
  return { ...day, steps: day.steps.map((one) => (one === known ? { ...one, ...record } : one)) };
};

// Whoever stopped the game day before its run was there could not stop the run.
const stopIfStopped = async (ports: Ports, gameDayId: string, runId: string): Promise<void> => {
  const { stop } = await gameDayOf(ports, gameDayId);
  if (stop === undefined) return;
  const { by: actor, atMs, reason } = stop;
  await signalRun(ports, runId, { kind: 'person', atMs, actor, reason });
};
