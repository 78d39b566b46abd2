import type * as z from 'zod';
import type { Schedule } from '../experiment.ts';
import type { schedule } from './guard-fields.ts';
import { endOf, startOf } from './local-date.ts';

/** The schedule that a checked one means. */
export const toSchedule = ({
  flexibleWindow,
  startDate,
  endDate,
  ...rest
}: z.output<typeof schedule>): Schedule => ({
  ...rest,
  ...(flexibleWindow !== undefined && { flexibleWindowMs: flexibleWindow }),
  ...(startDate !== undefined && { startMs: startOf(rest.zone, startDate) }),
  ...(endDate !== undefined && { endMs: endOf(rest.zone, endDate) }),
});
