import * as z from 'zod';

/** The input of a game day's states. */
export const GameDayRef = z.object({ gameDayId: z.string().min(1) });

/** The input of a game day's states that wait; `step` counts from 0. */
export const GameDayStep = GameDayRef.extend({ step: z.int().min(0), token: z.string().min(1) });
