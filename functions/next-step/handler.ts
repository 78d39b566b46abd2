import { nextStep } from '../../core/gameday/next-step.ts';
import { GameDayRef } from '../_lambda/game-day.ts';
import { task } from '../_lambda/task.ts';

/** State Decide of a game day. */
export const handler = task(GameDayRef, (ports, { gameDayId }) => nextStep(ports, gameDayId));
