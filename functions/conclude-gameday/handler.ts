import * as z from 'zod';
import { concludeGameDay } from '../../core/gameday/conclude-gameday.ts';
import { GameDayRef } from '../_lambda/game-day.ts';
import { task } from '../_lambda/task.ts';

const Input = GameDayRef.extend({ ending: z.string() });

/** State Conclude of a game day. */
export const handler = task(Input, (ports, { gameDayId, ending }) =>
  concludeGameDay(ports, gameDayId, ending),
);
