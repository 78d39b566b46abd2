import { NotFound } from '../errors.ts';
import type { Ports } from '../ports.ts';
import { note } from '../protocol/record.ts';
import { startRun } from '../protocol/start.ts';
import { gameDayOf } from './next-step.ts';

/** State RunExperiment: starts the run of one step, once, and leaves it the token to answer. */
export const startStep = async (
  ports: Ports,
  gameDayId: string,
  step: number,
  token: string,
): Promise<void> => {
  const day = await gameDayOf(ports, gameDayId);
  const experiment = day.experiments[step];
  if (experiment === undefined) throw new NotFound(`Game day ${gameDayId} has no step ${step + 1}`);
  const runId = `${gameDayId}-${step + 1}`;
  await ports.gameDays.update(gameDayId, (now) =>
    now.steps.some((one) => one.step === step) ? now : { ...now, steps: [...now.steps, { step, runId }] },
  );
  const title = (await ports.experiments.get(experiment))?.document.title ?? experiment.name;
  await note(ports, gameDayId, 'step-started', { data: { step, runId, experiment: experiment.name, title } });
  const trigger = { kind: 'gameday', actor: day.trigger.actor } as const;
  await startRun(ports, { runId, experiment, trigger, gameDay: { gameDayId, step, token } });
};
