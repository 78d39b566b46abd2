import { askPerson } from '../../core/gameday/gate.ts';
import { GameDayStep } from '../_lambda/game-day.ts';
import { task } from '../_lambda/task.ts';

/** State AskPerson of a game day. */
export const handler = task(GameDayStep, (ports, { gameDayId, step, token }) =>
  askPerson(ports, gameDayId, step, token),
);
