import type * as z from 'zod';
import type { GameDay } from '../experiment.ts';
import type { GameDayDocument } from './schemas.ts';
import { toSchedule } from './to-schedule.ts';

/** The game day a checked document means. */
export const toGameDay = ({
  $schema,
  steps,
  schedule,
  ...rest
}: z.output<typeof GameDayDocument>): GameDay => ({
  ...rest,
  steps: steps.map(({ wait: waitMs, ...step }) => ({ ...step, waitMs })),
  ...(schedule && { schedule: toSchedule(schedule) }),
});
