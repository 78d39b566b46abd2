import { startStep } from '../../core/gameday/start-step.ts';
import { GameDayStep } from '../_lambda/game-day.ts';
import { task } from '../_lambda/task.ts';

/** State RunExperiment of a game day: the run answers the token. */
export const handler = task(GameDayStep, (ports, { gameDayId, step, token }) =>
  startStep(ports, gameDayId, step, token),
);
